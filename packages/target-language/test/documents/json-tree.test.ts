import { expect, test } from "vitest";
import { placeInJson, readJson, valueAt, valuesOf } from "../../src/documents/json-tree.js";

test("values come with their paths, from a text with a mark, comments and a trailing comma", () => {
  const root = readJson('\uFEFF{"a": [1, "x",], // c\n "b": {"c": null}}');
  if (root === undefined) throw new Error("unread");
  expect([...valuesOf(root)].map(([node, path]) => [path.join("."), node.offset])).toEqual([
    ["", 1],
    ["a", 7],
    ["a.0", 8],
    ["a.1", 11],
    ["b", 29],
    ["b.c", 35],
  ]);
  expect(valueAt(root, ["a", 1])?.value).toBe("x");
});

test("what is half typed is read as far as it goes", () => {
  const root = readJson('{"pkg": {"targets": ["node22-linux-x64", "node');
  expect(root && valueAt(root, ["pkg", "targets", 0])?.value).toBe("node22-linux-x64");
});

test.each(["", "]", "\uFEFF"])("%j has no tree", (text) => {
  expect(readJson(text)).toBeUndefined();
});

test("a text nested deeper than any file is left alone", () => {
  expect(readJson("[".repeat(100_000))).toBeUndefined();
  expect(placeInJson("[".repeat(100_000), 5)).toBeUndefined();
});

test("a place has its path, and the token at it", () => {
  expect(placeInJson('{"a": {"b": "xy"}}', 14)).toEqual({
    path: ["a", "b"],
    isKey: false,
    token: { start: 12, end: 16, isString: true },
  });
  expect(placeInJson('{"a": {"b": }}', 12)).toMatchObject({
    path: ["a", "b"],
    isKey: false,
    token: undefined,
  });
  expect(placeInJson('{"a": {"b', 9)).toMatchObject({ isKey: true });
});
