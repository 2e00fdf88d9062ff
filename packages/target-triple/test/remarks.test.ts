import { expect, test } from "vitest";
import { dialects, parseTarget } from "../src/index.js";
import { hintOf, remarkOf } from "../src/remarks.js";

test("remarkOf is the warning of a spelling", () => {
  const remark = remarkOf("armhf", "alpine");
  expect(remark).toContain("ARMv6");
  expect(parseTarget("armhf", "alpine").warnings).toEqual([remark]);
  expect(remarkOf("constructor", "alpine")).toBeUndefined();
});

test("hintOf is the hint for a text that only looks like a target of the dialect", () => {
  expect(hintOf("linux-ppc64", "index")).toContain("dist");
  expect(hintOf("host", "pkg")).toContain("parsePkgTarget");
  for (const { name } of dialects) expect(hintOf("constructor", name)).toBeUndefined();
});
