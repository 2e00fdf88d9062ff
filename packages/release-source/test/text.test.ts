import { expect, test } from "vitest";
import { isPlain, printable } from "../src/text.js";

test.each([
  ["plain", "plain"],
  ["\u001b[2Jgone", "\\u{1b}[2Jgone"],
  ["one\nline\ttab", "one\\u{a}line\\u{9}tab"],
  ["c1 \u009b31m", "c1 \\u{9b}31m"],
  ["right \u202eto left", "right \\u{202e}to left"],
  ["\u2028", "\\u{2028}"],
  ["\ud800", "\\u{d800}"],
  ["schön 漢", "schön 漢"],
])("printable(%j) is %s", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("printable() cuts what is long", () => {
  expect(printable("x".repeat(10_000))).toBe(`${"x".repeat(500)}…`);
});

test.each([
  ["Krypton", true],
  ["", true],
  ["11.0.0-pre.1 ~", true],
  ["a\u001b", false],
  ["a\n", false],
  ["é", false],
  ["\u007f", false],
])("isPlain(%j) is %s", (text, expected) => {
  expect(isPlain(text)).toBe(expected);
});
