import { expect, test } from "vitest";
import { isNodeWord } from "../../src/grammars/words.js";
import { type Dialect, formatTarget, parseTarget } from "../../src/index.js";

test.each([
  ["node", "linux x64", "linux-x64"],
  ["node", "linux/x64", "linux-x64"],
  ["npm", "linux x64 musl", "linux-x64-musl"],
  ["go", "GOOS=linux GOARCH=arm GOARM=6", "linux/arm,6"],
  ["go", "linux/arm/v7", "linux/arm,7"],
  ["go", "windows/arm/7", "windows/arm"],
  ["gha", "Linux X64", "Linux-X64"],
  ["gha", "OSX Arm64", "macOS-ARM64"],
  ["gha", "Linux/LoongArch64", "Linux-LoongArch64"],
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
