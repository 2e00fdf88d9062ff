import fc from "fast-check";
import { expect, test } from "vitest";
import { createLineIndex } from "../src/line-index.js";

const text = "a\nbc\r\n\rd😀e";

test.each([
  [0, 0, 0],
  [1, 0, 1],
  [2, 1, 0],
  [4, 1, 2],
  [6, 2, 0],
  [7, 3, 0],
  [8, 3, 1],
  [10, 3, 3],
])("offset %i is line %i, character %i, and back", (offset, line, character) => {
  const lines = createLineIndex(text);
  expect(lines.positionAt(offset)).toEqual({ line, character });
  expect(lines.offsetAt({ line, character })).toBe(offset);
});

test.each([
  [{ line: 0, character: 99 }, 1],
  [{ line: 1, character: 99 }, 4],
  [{ line: 99, character: 0 }, text.length],
  [{ line: -1, character: 5 }, 0],
  [{ line: 1, character: -5 }, 2],
])("a position beyond a line or the text is its end: %j", (position, offset) => {
  expect(createLineIndex(text).offsetAt(position)).toBe(offset);
});

test("every offset outside of a line's end survives the way there and back", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "😀", "\uFEFF") });
  fc.assert(
    fc.property(texts, fc.nat(20), (some, offset) => {
      const lines = createLineIndex(some);
      const within = Math.min(offset, some.length);
      const back = lines.offsetAt(lines.positionAt(within));
      const isInsideEnding = some[within - 1] === "\r" && some[within] === "\n";
      return back === within || (isInsideEnding && back === within - 1);
    }),
  );
});
