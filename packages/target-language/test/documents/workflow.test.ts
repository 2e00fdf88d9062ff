import { expect, test } from "vitest";
import { readWorkflow } from "../../src/documents/workflow.js";

function read(text: string) {
  const spots = readWorkflow(text);
  for (const spot of spots) expect(text.slice(spot.start, spot.end)).toBe(spot.text);
  return spots.map(({ text: word }) => word);
}

const job = (matrix: string, input: string): string => `on: push
jobs:
  test:
    strategy:
      matrix:
${matrix}
    steps:
      - uses: actions/checkout@v5
        with:
          node-version: ignored
      - name: Node
        uses: "actions/setup-node@v5"
        with:
          node-version: ${input}
`;

test("the input of setup-node, and of no other action", () => {
  expect(read(job("", "24 # newest"))).toEqual(["24"]);
  expect(read(job("", "'24.10'"))).toEqual(["24.10"]);
  expect(read(job("", ""))).toEqual([""]);
});

test("the values of a matrix that the input takes", () => {
  const flow = '        node: [18, "lts/*", 24.10]\n        os: [a]';
  expect(read(job(flow, `$\{{ matrix.node }}`))).toEqual(["18", "lts/*", "24.10"]);
  const block =
    "        node:\n        - 18\n        - '20'\n        include:\n          - node: 22\n            os: b";
  expect(read(job(block, `$\{{matrix.node}}`))).toEqual(["18", "20", "22"]);
  expect(read(job(flow, `$\{{ env.NODE }}`))).toEqual([]);
  expect(read(job(`        node: $\{{ fromJSON(x) }}`, `$\{{ matrix.node }}`))).toEqual([]);
});

test("a number without quotes is told from a text", () => {
  const spots = readWorkflow(job('        node: [20.10, "20.10"]', `$\{{ matrix.node }}`));
  expect(spots.map(({ isPlainYaml }) => isPlainYaml)).toEqual([true, false]);
});

test("steps of an action, the architecture, and steps in one line", () => {
  const text =
    "runs:\n  steps:\n  - { uses: actions/setup-node@v5, with: { node-version: 24, architecture: x64 } }\n";
  expect(read(text)).toEqual(["24", "x64"]);
});

test("images of Node.js in containers and services", () => {
  const text =
    "jobs:\n  a:\n    container: node:24\n  b:\n    container:\n      image: node:22-slim\n    services:\n      db: { image: 'postgres:16' }\n";
  expect(read(text)).toEqual(["24", "22-slim"]);
});

test("what a script says is no input", () => {
  const text =
    "jobs:\n  a:\n    steps:\n    - run: |\n        uses: actions/setup-node@v5\n        with:\n          node-version: 1\n";
  expect(read(text)).toEqual([]);
});
