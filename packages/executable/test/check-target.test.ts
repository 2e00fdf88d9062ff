import { createTarget, type TargetParts } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import {
  assertTarget,
  type CheckOptions,
  checkTarget,
  describeMismatches,
  sliceFor,
} from "../src/check-target.js";
import type { ExecutableInfo } from "../src/types.js";
import { infoOf, infoWithoutLibc, universalOf } from "./support/info.js";

const glibc: TargetParts = { os: "linux", arch: "x64", libc: "glibc" };
const musl: TargetParts = { ...glibc, libc: "musl" };
const armv6: TargetParts = { os: "linux", arch: "arm", armVersion: 6, libc: "glibc" };
const ppc64le: TargetParts = { os: "linux", arch: "ppc64", endian: "little", libc: "glibc" };
const mac = (arch: string): TargetParts => ({ os: "darwin", arch });

const slice = (arch: "x64" | "arm64", facts: Partial<ExecutableInfo> = {}): ExecutableInfo =>
  infoWithoutLibc({ format: "mach-o", os: "darwin", arch, ...facts });
const universal = universalOf([slice("x64"), slice("arm64")]);
const addon = (facts: ExecutableInfo["addon"]): ExecutableInfo =>
  infoOf({ kind: "shared-library", ...(facts === undefined ? {} : { addon: facts }) });

const fields = (info: ExecutableInfo, target: TargetParts, options?: CheckOptions): string[] =>
  checkTarget(info, createTarget(target), options).map(({ field }) => field);

describe("checkTarget()", () => {
  it.each<[string, ExecutableInfo, TargetParts, string[]]>([
    ["the same", infoOf(), glibc, []],
    ["another libc", infoOf(), musl, ["libc"]],
    ["another libc, the other way", infoOf({ libc: "musl" }), glibc, ["libc"]],
    ["uclibc", infoOf({ libc: "uclibc" }), glibc, ["libc"]],
    ["a static program for musl", infoOf({ libc: "static" }), musl, []],
    ["a dynamic program for static", infoOf(), { ...glibc, libc: "static" }, ["libc"]],
    ["a library without libc", infoWithoutLibc({ kind: "shared-library" }), musl, []],
    ["another CPU", infoOf({ arch: "arm64" }), glibc, ["arch"]],
    ["x32", infoOf({ arch: "x32", bits: 32 }), glibc, ["arch"]],
    ["all else", infoWithoutLibc({ os: "win32", arch: "ia32" }), glibc, ["os", "arch"]],
    ["a lower ARM version", infoOf({ arch: "arm", armVersion: 5 }), armv6, []],
    ["the ARM version", infoOf({ arch: "arm", armVersion: 6 }), armv6, []],
    ["a higher ARM version", infoOf({ arch: "arm", armVersion: 7 }), armv6, ["armVersion"]],
    ["no ARM version", infoOf({ arch: "arm" }), armv6, []],
    ["the byte order", infoOf({ arch: "ppc64" }), ppc64le, []],
    ["the other byte order", infoOf({ arch: "ppc64", endianness: "big" }), ppc64le, ["endian"]],
    ["a build flavour", infoOf(), { ...glibc, variant: "pointer-compression" }, []],
    ["a file with the slice", universal, mac("arm64"), []],
    ["a file with both slices", universal, mac("universal"), []],
    ["one slice of two", slice("x64"), mac("universal"), ["arch"]],
    ["a file of one slice", universalOf([slice("x64")]), mac("arm64"), ["arch"]],
    [
      "iOS",
      universalOf([slice("x64", { os: "ios" }), slice("arm64", { os: "ios" })]),
      mac("universal"),
      ["os"],
    ],
    [
      "ARM64EC for x64",
      infoWithoutLibc({ os: "win32", arch: "arm64ec" }),
      { os: "win32", arch: "x64" },
      ["arch"],
    ],
  ])("%s", (_title, info, target, expected) => {
    expect(fields(info, target)).toEqual(expected);
  });

  it.each<[string, ExecutableInfo, CheckOptions, string[]]>([
    ["a floor below the system's glibc", infoOf({ glibcFloor: "2.28" }), { glibcVersion: "2.31" }, []],
    ["the same floor", infoOf({ glibcFloor: "2.28" }), { glibcVersion: "2.28" }, []],
    ["a floor above", infoOf({ glibcFloor: "2.28" }), { glibcVersion: "2.4" }, ["glibcVersion"]],
    ["no floor", infoOf(), { glibcVersion: "2.17" }, []],
    ["libstdc++ enough", infoOf({ glibcxxFloor: "3.4.9" }), { glibcxxVersion: "3.4.30" }, []],
    [
      "too old a libstdc++",
      infoOf({ glibcxxFloor: "3.4.30" }),
      { glibcxxVersion: "3.4.9" },
      ["glibcxxVersion"],
    ],
    [
      "too old an ABI of C++",
      infoOf({ cxxabiFloor: "1.3.13" }),
      { cxxabiVersion: "1.3.9" },
      ["cxxabiVersion"],
    ],
    ["the kind", infoOf(), { kind: "executable" }, []],
    ["another kind", infoOf(), { kind: "shared-library" }, ["kind"]],
    ["no addon", addon(undefined), { nodeAbi: 115 }, ["addon"]],
    ["no addon, with no ABI known", addon(undefined), { addon: true }, ["addon"]],
    ["an addon, with no ABI known", addon({ napi: false, nodeAbi: 115 }), { addon: true }, []],
    ["the ABI", addon({ napi: false, nodeAbi: 115 }), { nodeAbi: 115 }, []],
    ["another ABI", addon({ napi: false, nodeAbi: 115 }), { nodeAbi: 127 }, ["nodeAbi"]],
    ["an ABI that no symbol tells", addon({ napi: false }), { nodeAbi: 127 }, []],
    ["Node-API, whatever the ABI", addon({ napi: true, nodeAbi: 115 }), { nodeAbi: 127 }, []],
    ["a lower Node-API version", addon({ napi: true, nodeApiVersion: 8 }), { nodeApiVersion: 9 }, []],
    [
      "a higher Node-API version",
      addon({ napi: true, nodeApiVersion: 10 }),
      { nodeApiVersion: 9 },
      ["nodeApiVersion"],
    ],
    ["no Node-API version", addon({ napi: true }), { nodeApiVersion: 3 }, []],
    ["a Node.js without Node-API", addon({ napi: true }), { nodeApiVersion: 0 }, ["nodeApiVersion"]],
  ])("asked for more: %s", (_title, info, options, expected) => {
    expect(fields(info, glibc, options)).toEqual(expected);
  });

  it("says what was expected and what is there", () => {
    expect(
      checkTarget(infoOf({ glibcFloor: "2.38" }), createTarget(glibc), { glibcVersion: "2.31" }),
    ).toEqual([{ field: "glibcVersion", expected: "2.31 or lower", actual: "2.38" }]);
  });
});

describe("checkTarget() with a pattern", () => {
  it("takes what is left open for met", () => {
    expect(checkTarget(infoOf({ libc: "musl" }), { os: "linux" })).toEqual([]);
    expect(checkTarget(universal, {})).toEqual([]);
    const mismatches = checkTarget(infoOf(), { arch: "arm64" });
    expect(describeMismatches(mismatches)).toBe("its CPU is x64, not arm64");
  });
});

describe("sliceFor()", () => {
  it("finds the slice for a CPU, and takes a plain file for its own slice", () => {
    expect(sliceFor(universal, createTarget(mac("arm64")))?.arch).toBe("arm64");
    expect(sliceFor(slice("x64"), createTarget(mac("x64")))).toEqual(slice("x64"));
    expect(sliceFor(slice("x64"), createTarget(mac("arm64")))).toBeUndefined();
  });
});

describe("assertTarget()", () => {
  const caught = (
    info: ExecutableInfo,
    target: TargetParts,
    options?: CheckOptions & { name?: string },
  ): unknown => {
    try {
      assertTarget(info, createTarget(target), options);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it("says what the file is, what was asked for, and why it does not fit", () => {
    const info = infoOf({ arch: "arm64", glibcFloor: "2.28" });
    expect(caught(info, musl, { name: "bin/node" })).toMatchObject({
      name: "ExecutableError",
      code: "ERR_EXECUTABLE_WRONG_TARGET",
      message:
        "bin/node is a linux-arm64 glibc executable (needs glibc 2.28); linux-x64-musl was asked for: " +
        "its C library is glibc, not musl, its CPU is arm64, not x64",
      hint: "use the build for linux-x64-musl",
    });
  });

  it.each<[ExecutableInfo, CheckOptions, string]>([
    [
      infoOf({ glibcFloor: "2.38" }),
      { glibcVersion: "2.31" },
      "use a system with glibc 2.38 or later, or a build for older systems",
    ],
    [addon({ napi: false, nodeAbi: 115 }), { nodeAbi: 127 }, "use the build for this version of Node.js"],
    [addon(undefined), { nodeAbi: 127 }, "use the build for linux-x64-glibc"],
  ])("hints at the next step %#", (info, options, hint) => {
    expect(caught(info, glibc, options)).toMatchObject({ hint });
  });

  it("lets pass what fits", () => {
    expect(caught(infoOf(), glibc)).toBeUndefined();
  });
});
