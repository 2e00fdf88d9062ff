import { expect, test } from "vitest";
import { createFlowReader } from "../../src/documents/yaml-flow.js";

function read(text: string, at = 0) {
  const { scalars, end } = createFlowReader(text).readLineValue(at, ["k"]);
  return [scalars.map(({ path, text: word }) => [path.join("."), word]), end];
}

test.each([
  ["x y # c", [[["k", "x y"]], 3]],
  ["'it''s' # c", [[["k", "it''s"]], 7]],
  [
    "[1, {a: 2}]",
    [
      [
        ["k.0", "1"],
        ["k.1.a", "2"],
      ],
      11,
    ],
  ],
  [
    "[1,\n 2]\nb",
    [
      [
        ["k.0", "1"],
        ["k.1", "2"],
      ],
      7,
    ],
  ],
  ["[]", [[], 2]],
  ["*alias", [[], 6]],
] as const)("%j", (text, result) => {
  expect(read(text)).toEqual(result);
});

test("brackets without end are left where the text ends", () => {
  const deep = "[".repeat(500);
  expect(createFlowReader(deep).readLineValue(0, []).end).toBeLessThanOrEqual(deep.length);
});
