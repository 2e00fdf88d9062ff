import { expect, test } from "vitest";
import { parsePkgNodeRange } from "../src/index.js";
import { errorOf } from "./error-of.js";

test.each([
  ["latest", { kind: "latest", text: "latest" }],
  ["node22", { kind: "range", text: "node22", range: "22" }],
  ["node22.3", { kind: "range", text: "node22.3", range: "22.3" }],
  ["node22.3.1", { kind: "range", text: "node22.3.1", range: "22.3.1" }],
  ["node22.x", { kind: "range", text: "node22.x", range: "22.x" }],
  ["node22.3.*", { kind: "range", text: "node22.3.*", range: "22.3.*" }],
  ["node0.12", { kind: "range", text: "node0.12", range: "0.12" }],
  ["node*", { kind: "range", text: "node*", range: "*" }],
  ["node20||22", { kind: "range", text: "node20||22", range: "20||22" }],
  ["m127", { kind: "abi", text: "m127", abi: "127" }],
])("%s is %o", (word, range) => {
  expect(parsePkgNodeRange(word)).toEqual(range);
});

test.each([
  "node",
  "nodefoo",
  "node>=20",
  "node^22",
  "node~22.1",
  "node22.",
  "node22.1.2.3",
  "node022",
  "node22.x.1",
  "nodev22",
  "node20||",
  "node20 || 22",
  "m",
  "m0127",
  "22",
  "Latest",
  "",
])("%j is refused", (word) => {
  expect(errorOf(() => parsePkgNodeRange(word)).code).toBe("ERR_TARGET_NODE_RANGE");
});

test("the hint of an operator is the range without", () => {
  expect(errorOf(() => parsePkgNodeRange("node>=20")).hint).toContain("node20||22");
  expect(errorOf(() => parsePkgNodeRange("nodefoo")).hint).toContain("node<version>");
});
