import { describe, expect, it } from "vitest";
import { archWord, describeExecutable } from "../src/describe.js";
import type { ExecutableInfo } from "../src/types.js";
import { infoOf, infoWithoutLibc, universalOf } from "./support/info.js";

describe("describeExecutable()", () => {
  it.each<[ExecutableInfo, string]>([
    [infoOf({ arch: "arm64", glibcFloor: "2.28" }), "a linux-arm64 glibc executable (needs glibc 2.28)"],
    [infoOf({ libc: "static" }), "a linux-x64 static executable"],
    [
      infoOf({ kind: "shared-library", libc: "musl", addon: { napi: true } }),
      "a linux-x64 musl Node-API addon",
    ],
    [
      infoWithoutLibc({ os: "win32", kind: "shared-library", addon: { napi: false, nodeAbi: 115 } }),
      "a win32-x64 Node.js addon",
    ],
    [infoWithoutLibc({ os: "openbsd", kind: "shared-library" }), "an openbsd-x64 shared library"],
    [infoOf({ os: "android", libc: "bionic", kind: "object" }), "an android-x64 object file"],
    [
      universalOf([infoOf({ os: "darwin" }), infoOf({ os: "darwin", arch: "arm64" })]),
      "a darwin-x64+arm64 executable",
    ],
  ])("%#: %o", (info, expected) => {
    expect(describeExecutable(info)).toBe(expected);
  });
});

describe("archWord()", () => {
  it.each<[Partial<ExecutableInfo>, string]>([
    [{ arch: "arm", armVersion: 6 }, "armv6"],
    [{ arch: "arm" }, "arm"],
    [{ arch: "ppc64" }, "ppc64le"],
    [{ arch: "ppc64", endianness: "big" }, "ppc64be"],
    [{ arch: "ppc64", endianness: "big", os: "aix" }, "ppc64"],
    [{ arch: "arm64ec" }, "arm64ec"],
  ])("%o: %s", (facts, expected) => {
    expect(archWord(infoOf(facts))).toBe(expected);
  });
});
