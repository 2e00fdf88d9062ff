import { expect, test } from "vitest";
import { formatTarget, parseTarget } from "../../src/index.js";

const idsOf = (text: string) => parseTarget(text, "dist").candidates.map((target) => formatTarget(target));

test.each([
  ["node-v22.1.0-linux-x64.tar.gz", "linux-x64-glibc"],
  ["node-v24.21.0-linux-x64-musl.tar.xz", "linux-x64-musl"],
  ["node-v22.0.0-rc.1-darwin-arm64.tar.xz", "darwin-arm64"],
  ["node-v27.0.0-alpha.0.1.1-win-arm64.zip", "win32-arm64"],
  ["node-v23.0.0-nightly20241030abcdef0123-aix-ppc64.tar.gz", "aix-ppc64"],
  ["node-v23.0.0-v8-canary20240912ab12cd34ef-linux-s390x.tar.gz", "linux-s390x-glibc"],
  ["node-v8.0.0-linux-ppc64.tar.gz", "linux-ppc64be-glibc"],
  ["node-v10.24.1-linux-armv6l", "linux-armv6-glibc"],
  ["iojs-v1.0.0-linux-armv7l.tar.gz", "linux-armv7-glibc"],
  ["node-v20.0.0-win-x64.7z", "win32-x64"],
  ["node-v20.0.0-x64.msi", "win32-x64"],
  ["node-v20.0.0-arm64.msi", "win32-arm64"],
  ["win-arm64/node.exe", "win32-arm64"],
  ["x64/node.exe", "win32-x64"],
  ["node.exe", "win32-ia32"],
  ["node-v20.0.0-linux-x64-glibc-217.tar.gz", "linux-x64-glibc+glibc-217"],
  ["linux-arm64-debug", "linux-arm64-glibc+debug"],
  ["linux-arm64-musl-pointer-compression", "linux-arm64-musl+pointer-compression"],
  ["linux-arm-pi", "linux-armv6-glibc"],
])("the file or slug %s is %s", (text, id) => {
  expect(idsOf(text)).toEqual([id]);
});

test("an installer for macOS names no arch", () => {
  expect(idsOf("node-v18.0.0.pkg")).toEqual(["darwin-x64", "darwin-arm64"]);
});

test.each([
  "node-v22.1.0-headers.tar.gz",
  "node-v22.1.0.tar.gz",
  "linux-x64-debug-usdt",
  "linux-x64-lto",
  "win-x64/../node.exe",
  "arm64/",
])("%s names no target", (text) => {
  expect(() => parseTarget(text, "dist")).toThrow(/not a target/);
});
