import { formatTarget, listTargets } from "@nodewright/target-triple";
import { describe, expect, test } from "vitest";
import { checkTarget } from "../../src/prebuild/check-target.js";
import { parsePlatformPackage } from "../../src/prebuild/parse-platform-package.js";

describe("parsePlatformPackage", () => {
  test.each([
    ["@node-rs/bcrypt-linux-x64-gnu", { os: "linux", arch: "x64", libc: "glibc" }],
    ["@node-rs/bcrypt-linux-arm64-musl", { os: "linux", arch: "arm64", libc: "musl" }],
    ["@node-rs/bcrypt-linux-arm-gnueabihf", { os: "linux", arch: "arm", libc: "glibc" }],
    ["@node-rs/bcrypt-win32-x64-msvc", { os: "win32", arch: "x64" }],
    ["lib-win32-x64-gnu", { os: "win32", arch: "x64", variant: "gnu" }],
    ["bcrypt.darwin-universal.node", { os: "darwin", arch: "universal" }],
    ["bcrypt.linux-x64-gnu.node", { os: "linux", arch: "x64", libc: "glibc" }],
    ["@s/n-linux-ppc64-gnu", { os: "linux", arch: "ppc64", endian: "little", libc: "glibc" }],
    ["@s/n-linux-powerpc64-gnu", { os: "linux", arch: "ppc64", endian: "big", libc: "glibc" }],
    ["@s/n-android-arm-eabi", { os: "android", arch: "arm" }],
    ["@img/sharp-linuxmusl-arm64", { os: "linux", arch: "arm64", libc: "musl" }],
    ["@esbuild/linux-x64", { os: "linux", arch: "x64" }],
  ])("reads %s", (name, candidate) => {
    expect(parsePlatformPackage(name)).toEqual({ name, napi: true, ...candidate });
  });

  test.each([
    "",
    "linux",
    "@s/linux",
    "@s/n-x64",
    "@s/n-beos-x64",
    "@s/n-linux-x64-newlib",
    `${"-".repeat(600)}linux-x64`,
  ])("refuses %j", (name) => {
    expect(parsePlatformPackage(name)).toBeUndefined();
  });

  test("fits every target that napi-rs spells, by target-triple's table", () => {
    const spelled = listTargets().flatMap((target) => {
      const text = formatTarget(target, "napi");
      return text === null || target.os === "wasi" || target.os === "ios" || target.arch === "universal"
        ? []
        : [{ target, text }];
    });
    expect(spelled.length).toBeGreaterThan(20);
    for (const { target, text } of spelled) {
      const candidate = parsePlatformPackage(`@scope/name-${text}`);
      expect([text, candidate && checkTarget(candidate, target)]).toEqual([text, undefined]);
    }
  });
});
