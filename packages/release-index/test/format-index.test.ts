import fc from "fast-check";
import { expect, test } from "vitest";
import { formatIndex, parseIndex } from "../src/index.js";
import { makeRow, prereleases, rows } from "./rows.js";

test("formatIndex writes a row a line, in the index's order of keys whatever the row's own", () => {
  const { version, ...rest } = makeRow("v1.0.0", "2015-01-14", { files: ["src"] });
  expect(formatIndex([{ ...rest, version }], "json")).toBe(
    '[\n{"version":"v1.0.0","date":"2015-01-14","files":["src"],"npm":"10.0.0","v8":"12.0.0.0","modules":"127","lts":false,"security":false}\n]\n',
  );
});

test("formatIndex writes - for what is absent, false or empty", () => {
  expect(formatIndex([{ version: "v1.0.0", date: "2015-01-14", files: [], v8: "", lts: false }], "tab")).toBe(
    "version\tdate\tfiles\tnpm\tv8\tuv\tzlib\topenssl\tmodules\tlts\tsecurity\nv1.0.0\t2015-01-14\t-\t-\t-\t-\t-\t-\t-\t-\t-\n",
  );
});

test("formatIndex writes what parseIndex reads back, in both forms", () => {
  fc.assert(
    fc.property(fc.subarray([...prereleases, ...rows]), fc.constantFrom("json", "tab"), (some, format) => {
      expect(parseIndex(formatIndex(some, format))).toStrictEqual(some);
    }),
  );
});

test("formatIndex of no rows has Node.js's columns", () => {
  expect(formatIndex([], "tab")).toBe(
    "version\tdate\tfiles\tnpm\tv8\tuv\tzlib\topenssl\tmodules\tlts\tsecurity\n",
  );
});
