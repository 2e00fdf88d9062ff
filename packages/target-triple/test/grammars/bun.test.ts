import { expect, test } from "vitest";
import { formatTarget, parseTarget } from "../../src/index.js";

const idsOf = (text: string) => parseTarget(text, "bun").candidates.map((target) => formatTarget(target));

test.each([
  ["bun-x64-linux", ["linux-x64-glibc"]],
  ["bun-linux", ["linux-x64-glibc"]],
  ["bun-windows", ["win32-x64"]],
  ["bun-linux-x64-modern", ["linux-x64-glibc"]],
  ["bun-musl-baseline-linux-x64", ["linux-x64-musl+baseline"]],
  ["bun-linux-aarch64-musl", ["linux-arm64-musl"]],
  ["bun-macos-arm64", ["darwin-arm64"]],
  ["bun-arm64", ["linux-arm64-glibc", "darwin-arm64", "win32-arm64"]],
  ["bun-x64-musl", ["linux-x64-musl"]],
] as const)("%s: words in any order, x64 where only the os is said: %j", (text, ids) => {
  expect(idsOf(text)).toEqual(ids);
});

test("a version is no part of the target", () => {
  const parsed = parseTarget("bun-linux-x64-v1.1.38", "bun");
  expect(parsed.target).toEqual({ os: "linux", arch: "x64", libc: "glibc" });
  expect(parsed.warnings.join()).toContain("v1.1.38");
});

test("arm64 has no baseline build: Bun takes the usual one, and the warning says so", () => {
  const parsed = parseTarget("bun-darwin-arm64-baseline", "bun");
  expect(idsOf("bun-darwin-arm64-baseline")).toEqual(["darwin-arm64"]);
  expect(parsed.warnings.join()).toContain("no baseline");
});

test.each(["bun", "bun-linux-x64-glibc", "bun-darwin-x64-musl", "linux-x64", "bun-linux-riscv64", "bun-"])(
  "%s is no target of Bun",
  (text) => {
    expect(() => parseTarget(text, "bun")).toThrow(/not a target/);
  },
);
