import { createTarget, matchTarget, type TargetPattern } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { hasUniversalSlices, targetOf } from "../src/target-of.js";
import type { ExecutableInfo } from "../src/types.js";
import { infoOf, infoWithoutLibc, universalOf } from "./support/info.js";

const mac = (arch: "x64" | "arm64" | "ia32"): ExecutableInfo =>
  infoWithoutLibc({ format: "mach-o", os: "darwin", arch });

describe("targetOf()", () => {
  it.each<[ExecutableInfo, TargetPattern]>([
    [infoOf(), { os: "linux", arch: "x64", libc: "glibc" }],
    [
      infoOf({ arch: "arm", armVersion: 6, libc: "musl" }),
      { os: "linux", arch: "arm", libc: "musl", armVersion: "6" },
    ],
    [infoOf({ arch: "arm", armVersion: 5 }), { os: "linux", arch: "arm", libc: "glibc" }],
    [infoOf({ arch: "arm" }), { os: "linux", arch: "arm", libc: "glibc" }],
    [
      infoOf({ os: "android", arch: "arm", armVersion: 7, libc: "bionic" }),
      { os: "android", arch: "arm", libc: "bionic" },
    ],
    [infoOf({ arch: "ppc64" }), { os: "linux", arch: "ppc64", libc: "glibc", endian: "little" }],
    [
      infoOf({ arch: "ppc64", endianness: "big" }),
      { os: "linux", arch: "ppc64", libc: "glibc", endian: "big" },
    ],
    [infoWithoutLibc({ os: "aix", arch: "ppc64", endianness: "big" }), { os: "aix", arch: "ppc64" }],
    [infoOf({ libc: "static" }), { os: "linux", arch: "x64", libc: "static" }],
    [infoOf({ libc: "uclibc", arch: "mipsel" }), { os: "linux", arch: "mipsel" }],
    [infoWithoutLibc({ os: "win32", arch: "arm64ec" }), { os: "win32" }],
    [infoWithoutLibc({ os: "unknown", arch: "unknown" }), {}],
    [universalOf([mac("x64"), mac("arm64")]), { os: "darwin", arch: "universal" }],
    [universalOf([mac("arm64")]), { os: "darwin", arch: "arm64" }],
    [universalOf([mac("x64"), mac("ia32")]), { os: "darwin" }],
  ])("%#: %o", (info, expected) => {
    expect(targetOf(info)).toEqual(expected);
  });

  it("is a pattern that the file's own target matches", () => {
    const target = createTarget({ os: "linux", arch: "arm", armVersion: 7, libc: "glibc", variant: "debug" });
    expect(matchTarget(targetOf(infoOf({ arch: "arm", armVersion: 7 })), target)).toBe(true);
    expect(matchTarget(targetOf(infoOf({ arch: "arm", armVersion: 6 })), target)).toBe(false);
  });
});

describe("hasUniversalSlices()", () => {
  it("asks for x64 and arm64, and minds no others", () => {
    expect(hasUniversalSlices([mac("ia32"), mac("arm64"), mac("x64")])).toBe(true);
    expect(hasUniversalSlices([mac("ia32"), mac("x64")])).toBe(false);
  });
});
