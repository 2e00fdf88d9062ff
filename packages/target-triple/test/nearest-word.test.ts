import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearestWord, withNearest } from "../src/nearest-word.js";

test.each([
  ["", "", 0],
  ["abc", "abc", 0],
  ["abc", "abd", 1],
  ["abc", "acb", 1],
  ["abc", "abcd", 1],
  ["abc", "bc", 1],
  ["kitten", "sitting", 3],
])("editDistance(%j, %j) is %i", (left, right, distance) => {
  expect(editDistance(left, right, 9)).toBe(distance);
});

test("editDistance counts no further than its limit", () => {
  expect(editDistance("aaaaaaaa", "bbbbbbbb", 2)).toBe(3);
  expect(editDistance("a", "aaaaaaaa", 2)).toBe(3);
});

test("editDistance is symmetric, and zero for equal words alone", () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (left, right) => {
      expect(editDistance(left, right, 20)).toBe(editDistance(right, left, 20));
      expect(editDistance(left, right, 20) === 0).toBe(left === right);
    }),
  );
});

test("nearestWord takes the first of the nearest, in any case of letters", () => {
  expect(nearestWord("lunux", ["win", "linux", "linus"])).toBe("linux");
  expect(nearestWord("LINUX", ["linux"])).toBe("linux");
  expect(nearestWord("macso", ["win", "macos"])).toBe("macos");
});

test("nearestWord gives nothing where nothing is near", () => {
  expect(nearestWord("zzzzzz", ["linux", "win"])).toBeUndefined();
  expect(nearestWord("", ["linux"])).toBeUndefined();
});

test("withNearest: what is known, else the nearest, else all of a few, else nothing", () => {
  expect(withNearest("lunux", ["linux"], "no")).toBe("no");
  expect(withNearest("lunux", ["linux"])).toBe('did you mean "linux"?');
  expect(withNearest("zzzzzz", ["linux", "win"])).toBe("it can be linux, win");
  expect(withNearest("zzzzzz", Array(17).fill("linux"))).toBeUndefined();
});
