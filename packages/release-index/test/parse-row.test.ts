import { expect, test } from "vitest";
import { describeValue, parseRow } from "../src/parse-row.js";
import { errorOf } from "./error-of.js";

const ROW = { version: "v1.0.0", date: "2015-01-14", files: ["src"] };

test("parseRow keeps null and empty texts, and leaves absent keys out", () => {
  expect(parseRow({ ...ROW, v8: "", zlib: null, lts: null, security: null }, "row 1")).toStrictEqual({
    ...ROW,
    v8: "",
    zlib: null,
    lts: null,
    security: null,
  });
  expect(Object.keys(parseRow(ROW, "row 1"))).toStrictEqual(["version", "date", "files"]);
});

test.each([
  [{ ...ROW, version: "1.0.0" }, 'row 7: "version"'],
  [{ ...ROW, date: "2015-1-14" }, 'row 7 (v1.0.0): "date"'],
  [{ ...ROW, files: [1] }, 'row 7 (v1.0.0): "files"'],
  [{ ...ROW, npm: 10 }, 'row 7 (v1.0.0): "npm"'],
  [{ ...ROW, lts: "" }, 'row 7 (v1.0.0): "lts"'],
  [{ ...ROW, security: "true" }, 'row 7 (v1.0.0): "security"'],
])("parseRow refuses %j", (row, told) => {
  expect(errorOf(() => parseRow(row, "row 7")).message).toContain(told);
});

test.each([
  [undefined, "missing"],
  [null, "null"],
  [[1], "a list"],
  [{}, "an object"],
  ["x", '"x"'],
  ["x".repeat(100), `"${"x".repeat(59)}…`],
])("describeValue %j is %s", (value, text) => {
  expect(describeValue(value)).toBe(text);
});
