import { describe, expect, test } from "vitest";
import type { InstallDefinition } from "../src/index.js";
import { lintDefinition } from "../src/lint.js";
import { lifecycle } from "./lifecycle.js";
import { channel, SHA256 } from "./samples.js";

const clean: InstallDefinition = {
  kind: "install",
  name: "24.1.0",
  messages: [],
  binaries: [{ platform: "linux-x64", url: "https://a/v24.1.0/b.tar.gz", digest: SHA256 }],
  packages: [
    { name: "node-v24.1.0", source: { url: "https://a/v24.1.0/s.tar.gz", digest: SHA256 }, steps: [] },
  ],
};
const [binary] = clean.binaries;
const [first] = clean.packages;
if (!binary || !first) throw new Error("the sample is empty");

const rules = (changes: Partial<InstallDefinition>) =>
  lintDefinition({ ...clean, ...changes }, lifecycle).map(({ rule }) => rule);

describe("lintDefinition", () => {
  test("finds nothing in a clean one", () => {
    expect(rules({})).toEqual([]);
    expect(lintDefinition(channel, lifecycle)).toEqual([]);
    expect(rules({ packages: [{ ...first, source: { git: "https://a/b", ref: "main" } }] })).toEqual([]);
  });

  test.each<[string, Partial<InstallDefinition>, string]>([
    ["a notice too early", { notice: "end-of-life" }, "notice"],
    ["a digest that is missing", { binaries: [{ platform: "linux-x64", url: "https://a/b" }] }, "no-digest"],
    ["a digest of no length", { binaries: [{ ...binary, digest: "abc" }] }, "bad-digest"],
    ["a digest of no hex", { binaries: [{ ...binary, digest: "x".repeat(64) }] }, "bad-digest"],
    ["MD5", { binaries: [{ ...binary, digest: "0".repeat(32) }] }, "weak-digest"],
    ["a second binary", { binaries: [binary, binary] }, "duplicate-platform"],
    ["a platform that is none", { binaries: [{ ...binary, platform: "linux-arm-pi" }] }, "unknown-platform"],
    ["a step that is none", { packages: [{ ...first, steps: ["stndard"] }] }, "unknown-step"],
    ["another version", { binaries: [{ ...binary, url: "https://a/v24.2.0/b.tar.gz" }] }, "version-mismatch"],
  ])("finds %s", (_, changes, rule) => {
    expect(rules(changes)).toEqual([rule]);
  });

  test("finds an unpinned, unencrypted address", () => {
    expect(rules({ binaries: [{ platform: "linux-x64", url: "http://a/b" }] })).toEqual([
      "no-digest",
      "plain-http",
    ]);
  });

  test("finds a notice that is due", () => {
    const due = (name: string, changes: Partial<InstallDefinition> = {}) =>
      lintDefinition(
        { ...clean, name, binaries: [], packages: [{ ...first, source: undefined }], ...changes },
        lifecycle,
      );
    expect(due("20.1.0").map(({ rule }) => rule)).toEqual(["notice"]);
    expect(due("22.1.0", { notice: "maintenance" })).toEqual([]);
    expect(due("20.1.0", { packages: [{ name: "a", source: undefined, steps: ["warn_eol"] }] })).toEqual([]);
    expect(due("iojs-1.0.0", { notice: "end-of-life" })).toEqual([]);
  });
});
