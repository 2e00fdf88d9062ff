import { expect, test } from "vitest";
import { isTooLarge, MAX_CHARACTERS, readSpots } from "../../src/documents/read-spots.js";

test("a document is read by its kind", () => {
  const text = '{"volta": {"node": "24.1.0"}}';
  expect(readSpots({ uri: "package.json", text })).toHaveLength(1);
  expect(readSpots({ uri: "other.json", text })).toEqual([]);
});

test("a document that is too large is not read", () => {
  const document = { uri: "package.json", text: `{"volta": {"node": "24"}}${" ".repeat(MAX_CHARACTERS)}` };
  expect(isTooLarge(document)).toBe(true);
  expect(readSpots(document)).toEqual([]);
});
