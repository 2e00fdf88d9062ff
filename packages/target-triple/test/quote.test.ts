import { expect, test } from "vitest";
import { quote } from "../src/quote.js";

test("quote escapes and shortens", () => {
  expect(quote("a\n\u001b[31m")).toBe('"a\\n\\u001b[31m"');
  expect(quote("x".repeat(1000))).toBe(`"${"x".repeat(80)}…"`);
});
