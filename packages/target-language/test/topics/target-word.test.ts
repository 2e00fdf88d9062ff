import type { Dialect } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { checkTarget, describeTargetWord, suggestTargets } from "../../src/topics/target-word.js";
import { knowledge, spotOf } from "../support.js";

const check = (dialect: Dialect, text: string, before: readonly string[] = []) =>
  checkTarget(spotOf({ kind: "target", dialect }, text, before), dialect).map(({ code, fixes = [] }) => [
    code,
    fixes[0]?.text,
  ]);

test.each([
  ["oci", "linux/amd64", []],
  ["oci", "linux/x64", [["foreign-spelling", "linux/amd64"]]],
  ["oci", "x86_64-unknown-linux-gnu", [["foreign-spelling", "linux/amd64"]]],
  ["oci", "$BUILDPLATFORM", []],
  ["oci", "arm64", []],
  ["oci", "", []],
  ["setupNode", "x64", []],
  ["setupNode", "amd64", [["foreign-spelling", "x64"]]],
  ["setupNode", "arm46", [["unknown-word", "arm64"]]],
  ["nodeBuild", "linux-x64", []],
  ["nodeBuild", "ubuntu-x64", []],
  ["nodeBuild", "linux-amd64", [["foreign-spelling", "linux-x64"]]],
  ["nodeBuild", "aarch64-apple-darwin", [["foreign-spelling", "darwin-arm64"]]],
] as const)("%s: %s", (dialect, text, findings) => {
  expect(check(dialect, text)).toEqual(findings);
});

test("a target twice", () => {
  expect(check("nodeBuild", "linux-x64", ["linux-x64"])).toEqual([["duplicate-target", undefined]]);
});

test("what is offered is what the dialect reads", () => {
  const texts = suggestTargets("oci").map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(["linux/amd64", "linux/arm64"]));
  for (const text of texts) expect(check("oci", text)).toEqual([]);
});

test("one target is told of, several are named", () => {
  expect(describeTargetWord("darwin-arm64", "nodeBuild", knowledge)).toContain("aarch64-apple-darwin");
  expect(describeTargetWord("linux/amd64", "oci", knowledge)).toMatch(/^May mean .*linux-x64-musl/);
  expect(describeTargetWord("nonsense", "oci", knowledge)).toBeUndefined();
});
