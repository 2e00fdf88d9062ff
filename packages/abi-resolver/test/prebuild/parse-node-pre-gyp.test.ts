import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AbiError } from "../../src/errors.js";
import { parseNodePreGypName } from "../../src/prebuild/parse-node-pre-gyp.js";

describe("parseNodePreGypName without a template", () => {
  test.each([
    // Tarballs that published addons made.
    [
      "bcrypt_lib-v5.1.1-napi-v3-linux-x64-glibc.tar.gz",
      { os: "linux", arch: "x64", libc: "glibc", napi: 3 },
    ],
    ["argon2-v0.31.2-napi-v3-linux-arm64-musl.tar.gz", { os: "linux", arch: "arm64", libc: "musl", napi: 3 }],
    ["bcrypt_lib-v5.1.1-napi-v3-darwin-arm64-unknown.tar.gz", { os: "darwin", arch: "arm64", napi: 3 }],
    ["napi-v6-linux-glibc-x64.tar.gz", { os: "linux", arch: "x64", libc: "glibc", napi: 6 }],
    ["napi-v3-win32-unknown-ia32.tar.gz", { os: "win32", arch: "ia32", napi: 3 }],
    ["napi-v3-linux-x64.tar.gz", { os: "linux", arch: "x64", napi: 3 }],
    [
      "canvas-v2.11.2-node-v115-linux-glibc-x64.tar.gz",
      { os: "linux", arch: "x64", libc: "glibc", runtime: "node", abi: "115" },
    ],
    [
      "addon-v1.0.0-node-v127-win32-arm64.tar.gz",
      { os: "win32", arch: "arm64", runtime: "node", abi: "127" },
    ],
    [
      "my-addon-v1.0.0-rc.1-electron-v38.1-darwin-x64.tar.gz",
      { os: "darwin", arch: "x64", runtime: "electron", runtimeVersion: "38.1" },
    ],
    [
      "addon-v1.0.0-node-webkit-v0.100.1-linux-x64.tar.gz",
      { os: "linux", arch: "x64", runtime: "node-webkit", runtimeVersion: "0.100.1" },
    ],
    // Folders an addon was unpacked to.
    [
      "./lib/binding/napi-v6-linux-glibc-x64/node_sqlite3.node",
      { os: "linux", arch: "x64", libc: "glibc", napi: 6 },
    ],
    [
      "lib/binding/node-v115-darwin-arm64/addon.node",
      { os: "darwin", arch: "arm64", runtime: "node", abi: "115" },
    ],
    ["lib/binding/node-v115-darwin-arm64/", { os: "darwin", arch: "arm64", runtime: "node", abi: "115" }],
  ])("reads %s", (name, candidate) => {
    expect(parseNodePreGypName(name)).toEqual({ name, ...candidate });
  });

  test.each([
    "",
    "addon.node",
    "addon-v1.0.0.tar.gz",
    "addon-v1.0.0-linux-x64.tar.gz",
    "napi-v6-linux.tar.gz",
    "x".repeat(600),
  ])("refuses %j", (name) => {
    expect(parseNodePreGypName(name)).toBeUndefined();
  });
});

describe("parseNodePreGypName with a template", () => {
  test.each([
    [
      "napi-v{napi_build_version}-{platform}-{libc}-{arch}.tar.gz",
      "napi-v6-linux-glibc-x64.tar.gz",
      { os: "linux", arch: "x64", libc: "glibc", napi: 6 },
    ],
    [
      "./lib/binding/napi-v{napi_build_version}-{platform}-{libc}-{arch}",
      "lib/binding/napi-v3-darwin-unknown-arm64",
      { os: "darwin", arch: "arm64", napi: 3 },
    ],
    [
      "{platform}/{arch}/{module_name}.{node_abi}.tgz",
      "linux/arm/addon.node-v93.tgz",
      { os: "linux", arch: "arm", runtime: "node", abi: "93" },
    ],
    // A variable twice must have one value.
    [
      "{version}/{module_name}-v{version}-{node_abi}-{platform}-{arch}.tar.gz",
      "1.2.3/a-v1.2.3-node-v115-linux-x64.tar.gz",
      { os: "linux", arch: "x64", runtime: "node", abi: "115" },
    ],
    [
      "{module_name}-{configuration}-{target_platform}-{target_arch}",
      "a-Release-win32-x64",
      { os: "win32", arch: "x64" },
    ],
    [
      "{name}-{node_napi_label}-{platform}-{arch}-{libc}+x",
      "a-napi-v0-linux-x64-unknown+x",
      { os: "linux", arch: "x64", napi: 0 },
    ],
  ])("%s reads %s", (template, name, candidate) => {
    expect(parseNodePreGypName(name, template)).toEqual({ name, ...candidate });
  });

  test.each([
    ["{version}/{module_name}-v{version}-{platform}.tar.gz", "1.2.3/a-v1.2.4-linux.tar.gz"],
    ["{platform}.tar.gz", "linuxxtarxgz"],
    ["{platform}-{arch}", "linux-x64-glibc"],
  ])("%s refuses %s", (template, name) => {
    expect(parseNodePreGypName(name, template)).toBeUndefined();
  });

  test("refuses a template that is open to too many readings", () => {
    expect(() => parseNodePreGypName("a", "{a}{b}{c}{d}")).toThrow(
      expect.objectContaining({ code: "ERR_ABI_INVALID_TEMPLATE" }),
    );
  });

  test("throws nothing but AbiError, in time", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "{platform}",
        "{arch}",
        "{libc}",
        "{version}",
        "{module_name}",
        "{x}",
        "{1}",
        "{constructor}",
        "-",
        "(",
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.array(piece, { maxLength: 12 }), (name, pieces) => {
        try {
          parseNodePreGypName(name, pieces.join(""));
        } catch (error) {
          expect(error).toBeInstanceOf(AbiError);
        }
      }),
    );
    const start = process.cpuUsage();
    parseNodePreGypName("-".repeat(512), "{a}-{b}-{c}-{version}x");
    parseNodePreGypName(`${"a-v1.2.3-".repeat(50)}napi`);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(8_000);
  });
});
