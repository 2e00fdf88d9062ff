import { expect, test } from "vitest";
import { own } from "../src/own.js";

test.each([
  ["linux", 1],
  ["win", undefined],
  ["constructor", undefined],
  ["__proto__", undefined],
])("own(record, %j) is %s", (key, value) => {
  expect(own({ linux: 1 }, key)).toBe(value);
});

test("own of no record is undefined", () => {
  expect(own(undefined, "linux")).toBeUndefined();
});
