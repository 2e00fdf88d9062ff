import { expect, test } from "vitest";
import { hover } from "../../src/features/hover.js";
import { context, withCursor } from "../support.js";

function at(marked: string) {
  const { document, position } = withCursor("package.json", marked);
  return hover(document, position, context);
}

test("a word under the pointer is told of, with its range", () => {
  expect(at('{"pkg":{"targets":["node22-|win-x64"]}}')).toEqual({
    range: { start: { line: 0, character: 20 }, end: { line: 0, character: 34 } },
    contents: { kind: "markdown", value: expect.stringContaining("Node.js 22 (Jod)") },
  });
});

test("of nothing else anything is told", () => {
  expect(at('{"na|me":"x"}')).toBeUndefined();
  expect(at('{"pkg":{"targets":["n|onsense"]}}')).toBeUndefined();
});

test("a key is told of by its schema", () => {
  expect(at('{"pkg":{"tar|gets":[]}}')?.contents.value).toContain("node24-linux-x64");
});
