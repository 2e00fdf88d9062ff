import { expect, test } from "vitest";
import { checkPkgTarget, describePkgTarget, suggestPkgTargets } from "../../src/topics/pkg-target.js";
import { knowledge, spotOf } from "../support.js";

const pkg = { kind: "pkg-target" } as const;

/** Code, the text at fault, and what fixes make of the whole. */
function check(text: string, before: readonly string[] = []) {
  return checkPkgTarget(spotOf(pkg, text, before), knowledge).map(({ code, start, end, fixes = [] }) => [
    code,
    text.slice(start, end),
    ...fixes.slice(0, 1).map((fix) => text.slice(0, fix.start) + fix.text + text.slice(fix.end)),
  ]);
}

test.each([
  ["node24-linux-x64"],
  ["linux-x64"],
  ["host"],
  ["latest-win-x64"],
  ["m137-macos-arm64"],
  ["node24-linuxstatic-x64"],
  ["node24-alpine-arm64"],
  ["node22||24-linux-x64"],
])("%s is right", (text) => {
  expect(check(text)).toEqual([]);
});

test.each([
  ["node24-lnux-x64", ["unknown-word", "lnux", "node24-linux-x64"]],
  ["Node24-linux-x64", ["unknown-word", "Node24", "node24-linux-x64"]],
  ["24-linux-x64", ["unknown-word", "24", "node24-linux-x64"]],
  ["node24-linux-x64-", ["unknown-word", ""]],
  ["", ["unknown-word", ""]],
  ["node24-linux-amd64", ["foreign-spelling", "amd64", "node24-linux-x64"]],
  [
    "node24-x86_64-unknown-linux-musl",
    ["foreign-spelling", "node24-x86_64-unknown-linux-musl", "node24-alpine-x64"],
  ],
  ["node24-linux-win-x64", ["duplicate-word", "win", "node24-linux-x64"]],
  ["node>=20-linux-x64", ["invalid-version", "node>=20"]],
  ["node18-linux-x64", ["end-of-life", "node18", "node26-linux-x64"]],
  ["node24.99.0-linux-x64", ["no-release", "node24.99.0"]],
  ["m999-linux-x64", ["no-release", "m999"]],
  ["node24-linux-armv7", ["no-binary", "node24-linux-armv7", "node22-linux-armv7"]],
  ["node24-freebsd-x64", ["no-binary", "node24-freebsd-x64", "node24-linux-x64"]],
])("%s: %j", (text, finding) => {
  expect(check(text)).toEqual([finding]);
});

test("the same target in other words is in the list already", () => {
  expect(check("node24-linux-x64", ["x64-linux-node24"])).toEqual([["duplicate-target", "node24-linux-x64"]]);
  expect(check("node24-linux-x64", ["node22-linux-x64", "node24-linux-arm64"])).toEqual([]);
});

test("targets are offered for supported lines, or for the range that is typed", () => {
  const texts = suggestPkgTargets("", knowledge).map(({ text }) => text);
  expect(texts[0]).toMatch(/^node26-/);
  expect(texts).toEqual(expect.arrayContaining(["node24-alpine-x64", "node22-linux-armv7", "host"]));
  expect(texts).not.toContain("node24-linux-armv7");
  expect(suggestPkgTargets("node18-", knowledge).map(({ text }) => text)).toContain("node18-win-x86");
});

test("a target is told of", () => {
  const text = describePkgTarget(spotOf(pkg, "node22-alpine-x64"), knowledge);
  expect(text).toContain("Node.js 22 (Jod)");
  expect(text).toContain("ABI 127 · Node-API 10");
  expect(text).toContain("| `x86_64-unknown-linux-musl` |");
  expect(text).toContain("unofficial-builds.nodejs.org");
  expect(describePkgTarget(spotOf(pkg, "nonsense"), knowledge)).toBeUndefined();
});
