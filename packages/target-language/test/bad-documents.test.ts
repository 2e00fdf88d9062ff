import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complete, diagnose, hover, type Position, quickFixes, type TextDocument } from "../src/index.js";
import { createLineIndex } from "../src/line-index.js";
import { context } from "./support.js";

const workflow = `on: push
jobs:
  test:
    container: { image: 'node:18-alpine' }
    strategy:
      matrix:
        node: [18, "lts/*", 24.10]
        include:
        - node: 22
    steps:
    - uses: actions/setup-node@v5
      with:
        node-version: \${{ matrix.node }}
        architecture: amd64
    - run: |
        echo "x: [y"
`;
const manifest = JSON.stringify(
  {
    name: "a",
    os: ["macos", "!win32"],
    cpu: "amd64",
    engines: { node: "lts/*" },
    volta: { node: "18.1.0" },
    devEngines: { runtime: [{ name: "node", version: ">=99" }] },
    binary: { module_name: "a", napi_versions: [3], build: { sources: [] } },
    pkg: { targets: ["node18-linux-x64", "node24-lnux-armv7", "host"], scripts: 3 },
  },
  null,
  2,
);

const SEEDS: readonly TextDocument[] = [
  { uri: "file:///a/package.json", text: manifest },
  { uri: "file:///a/.github/workflows/a.yml", text: workflow },
  {
    uri: "file:///a/Dockerfile",
    text: "ARG V=18\nFROM --platform=linux/x64 node:$V-alpne AS a\nFROM node:v24\n",
  },
  { uri: "file:///a/.nvmrc", text: "# c\nlts\n22\n" },
  { uri: "file:///a/.node-version", text: "v18.20.1" },
  { uri: "file:///a/.tool-versions", text: "nodejs 18.0.0 lts/Jod\npython 3\n" },
  {
    uri: "file:///a/share/node-build/24.1.0",
    text: 'binary linux-amd64 "https://a#b"\nbinary linux-x64 x\n',
  },
  { uri: "file:///a/definitions/x.yaml", text: "kind: install\nbinaries:\n- platform: linux/amd64\n" },
  { uri: "file:///a/nodewright.lock", text: '{"lockfileVersion": 2, "targets": {"x": {"files": []}}}' },
  { uri: "file:///a/prebuilds.json", text: '{"schema": 1, "prebuilds": [{"target": 1}]}' },
];

const prebuildManifest = '{"prebuilds": [{"target": "linux-x64-glibc", "runtime": "node", "nodeAbi": 127}]}';

/** Asks everything of a document, and holds every answer against the text. */
function askAll(document: TextDocument, position: Position): void {
  const lines = createLineIndex(document.text);
  const full = { ...context, prebuildManifest };
  const assertInside = ({ start, end }: { start: Position; end: Position }): void => {
    const [from, to] = [lines.offsetAt(start), lines.offsetAt(end)];
    const isExact = [start, end].every((one) => {
      const back = lines.positionAt(lines.offsetAt(one));
      return back.line === one.line && back.character === one.character;
    });
    if (from > to || !isExact)
      throw new Error(`a range that is not in the text: ${JSON.stringify({ start, end })}`);
  };
  for (const { range } of diagnose(document, full)) assertInside(range);
  for (const { textEdit } of complete(document, position, full)) assertInside(textEdit.range);
  const told = hover(document, position, full);
  if (told !== undefined) assertInside(told.range);
  const whole = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  for (const { edits } of quickFixes(document, whole, full))
    for (const { range } of edits) assertInside(range);
}

/** Half typed, with other line ends, with a mark, and with things in it that nobody typed. */
const damage = fc.record({
  length: fc.double({ min: 0, max: 1, noNaN: true }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  insert: fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom(
      '"',
      "{",
      "[",
      "]",
      "}",
      ",",
      ":",
      "\\",
      "\0",
      "\r",
      "\n",
      "😀",
      "\ud800",
      "${",
      "-",
      "node",
      "'",
      "#",
    ),
  ),
  removed: fc.nat(6),
  isCrlf: fc.boolean(),
  hasMark: fc.boolean(),
});

describe.each(SEEDS.map((seed) => [seed.uri.slice("file:///a/".length), seed] as const))("%s", (_, seed) => {
  test("damaged in any way, it is asked about without a throw, and every range is in it", () => {
    const cursor = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(damage, cursor, ({ length, at, insert, removed, isCrlf, hasMark }, where) => {
        const start = Math.floor(seed.text.length * at);
        const edited = seed.text.slice(0, start) + insert + seed.text.slice(start + removed);
        const cut = edited.slice(0, Math.ceil(edited.length * Math.max(length, 0.2)));
        const text = (hasMark ? "\uFEFF" : "") + (isCrlf ? cut.replaceAll("\n", "\r\n") : cut);
        const position = createLineIndex(text).positionAt(Math.floor(text.length * where));
        askAll({ ...seed, text }, position);
      }),
      { numRuns: 100 },
    );
  });

  test("a mark and CRLF change nothing but places", () => {
    const plain = diagnose(seed, context).map(({ code, message }) => [code, message]);
    const text = `\uFEFF${seed.text.replaceAll("\n", "\r\n")}`;
    expect(diagnose({ ...seed, text }, context).map(({ code, message }) => [code, message])).toEqual(plain);
    expect(plain.length).toBeGreaterThan(0);
  });

  test("each preferred fix, done one after the other, leaves nothing that it was for", () => {
    let { text } = seed;
    for (let rounds = 0; rounds < 40; rounds++) {
      const document = { ...seed, text };
      const whole = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
      const fix = quickFixes(document, whole, context).find(({ isPreferred }) => isPreferred);
      if (fix === undefined) return;
      const lines = createLineIndex(text);
      for (const { range, newText } of fix.edits) {
        text = text.slice(0, lines.offsetAt(range.start)) + newText + text.slice(lines.offsetAt(range.end));
      }
    }
    expect.unreachable("the fixes go round in circles");
  });
});

const HOSTILE = [
  "[",
  '{"a":',
  "a: [",
  "FROM node:",
  "\n",
  "- ",
  "a:\n",
  "[{'",
  '{"pkg":{"targets":["',
  'a: "\n',
  "x-",
];

test.each(HOSTILE)("5 MB and 250 kB of %j are answered, in no more time than a person waits", (unit) => {
  for (const { uri } of SEEDS) {
    for (const size of [5_000_000, 250_000]) {
      const document = { uri, text: unit.repeat(Math.floor(size / unit.length)) };
      const started = performance.now();
      diagnose(document, context);
      complete(document, { line: 0, character: 3 }, context);
      hover(document, { line: 0, character: 3 }, context);
      // Far above what it takes; what is quadratic takes minutes.
      expect(performance.now() - started).toBeLessThan(20_000);
    }
  }
});
