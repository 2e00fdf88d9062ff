import { describe, expect, test } from "vitest";
import { admits, isBelow, wordsOf } from "../../src/prebuild/words.js";

/** npm-install-checks' rule. */
describe("admits", () => {
  test.each([
    [undefined, "linux", true],
    [[], "linux", true],
    ["any", "linux", true],
    [["any"], undefined, true],
    ["linux", "linux", true],
    ["linux", "darwin", false],
    [["linux", "darwin"], "darwin", true],
    ["!win32", "linux", true],
    ["!win32", "win32", false],
    [["!win32", "!aix"], "linux", true],
    [["linux", "!win32"], "darwin", false],
    [["linux", "!linux"], "linux", false],
    [["any", "linux"], "darwin", false],
    ["glibc", undefined, false],
  ])("%j of %j is %s", (field, word, answer) => {
    expect(admits(field, word)).toBe(answer);
  });
});

test.each([
  ["2.17", "2.28", true],
  ["2.28", "2.28", false],
  ["2.4", "2.17", true],
  ["2.28", "2.28.1", true],
  ["3", "2.99", false],
])("isBelow(%s, %s) is %s", (a, b, answer) => {
  expect(isBelow(a, b)).toBe(answer);
});

test("wordsOf gives one word as a list", () => {
  expect([wordsOf(undefined), wordsOf("a"), wordsOf(["a", "b"])]).toEqual([[], ["a"], ["a", "b"]]);
});
