import { expect, test } from "vitest";
import { parseIndexJson } from "../src/parse-index-json.js";
import { errorOf } from "./error-of.js";

test("parseIndexJson keeps the order of the rows", () => {
  const row = (version: string): string => `{"version":"${version}","date":"2015-01-14","files":[]}`;
  expect(parseIndexJson(`[${row("v1.0.0")},${row("v2.0.0")}]`).map(({ version }) => version)).toStrictEqual([
    "v1.0.0",
    "v2.0.0",
  ]);
});

test("parseIndexJson does not read a row's keys from its prototype", () => {
  const error = errorOf(() =>
    parseIndexJson('[{"__proto__":{"version":"v1.0.0"},"date":"2015-01-14","files":[]}]'),
  );
  expect(error.message).toContain('"version" is missing');
});

test.each([
  ["null", "null"],
  ["3", "3"],
  ["[null]", "row 1 is null"],
  ["[[]]", "row 1 is a list"],
])("parseIndexJson refuses %s", (text, told) => {
  expect(errorOf(() => parseIndexJson(text)).message).toContain(told);
});
