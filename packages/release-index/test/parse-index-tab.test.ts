import { expect, test } from "vitest";
import { parseIndexTab } from "../src/parse-index-tab.js";
import { errorOf } from "./error-of.js";

test("parseIndexTab finds columns by name, in any order", () => {
  expect(
    parseIndexTab("files\tsecurity\tversion\tlts\tdate\n-\tfalse\tv1.0.0\tJod\t2015-01-14\n\n"),
  ).toStrictEqual([{ version: "v1.0.0", date: "2015-01-14", files: [], lts: "Jod", security: false }]);
});

test.each([
  ["version\tdate\tfiles\nv1.0.0\t2015-01-14\n", "line 2: 2 columns where the first line names 3"],
  ["version\tdate\tfiles\nv1.0.0\t-\tsrc\n", 'line 2 (v1.0.0): "date" is "-"'],
  ["version\tfiles\n", 'line 1: there is no column "date"'],
])("parseIndexTab refuses %j", (text, told) => {
  expect(errorOf(() => parseIndexTab(text)).message).toContain(told);
});
