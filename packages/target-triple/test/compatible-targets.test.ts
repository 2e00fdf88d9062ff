import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CompatibilityOptions,
  compatibleTargets,
  createTarget,
  formatTarget,
  parseTarget,
} from "../src/index.js";
import { arbitraryTarget } from "./arbitrary-target.js";

function fallbacks(text: string, options?: CompatibilityOptions): readonly string[] {
  const [host] = parseTarget(text, "canonical").candidates;
  if (host === undefined) throw new Error(text);
  return compatibleTargets(host, options).map(({ target, reason }) => `${formatTarget(target)} ${reason}`);
}

describe("compatibleTargets, best first", () => {
  test.each([
    [
      "linux-x64-glibc",
      [
        "linux-x64-glibc exact",
        "linux-x64-glibc+baseline cpu-level",
        "linux-x64-glibc+glibc-217 glibc-floor",
        "linux-x64-static static",
      ],
    ],
    [
      "linux-x64-musl",
      ["linux-x64-musl exact", "linux-x64-musl+baseline cpu-level", "linux-x64-static static"],
    ],
    ["linux-x64-static", ["linux-x64-static exact"]],
    [
      "linux-armv7-glibc",
      ["linux-armv7-glibc exact", "linux-armv6-glibc older-arm", "linux-armv7-static static"],
    ],
    ["linux-armv6-glibc", ["linux-armv6-glibc exact"]],
    ["linux-arm64-musl", ["linux-arm64-musl exact", "linux-arm64-static static"]],
    ["linux-ppc64le-glibc", ["linux-ppc64le-glibc exact"]],
    ["darwin-arm64", ["darwin-arm64 exact", "darwin-universal universal", "darwin-x64 rosetta"]],
    ["darwin-x64", ["darwin-x64 exact", "darwin-x64+baseline cpu-level", "darwin-universal universal"]],
    ["mas-arm64", ["mas-arm64 exact", "mas-universal universal", "mas-x64 rosetta"]],
    ["win32-arm64", ["win32-arm64 exact", "win32-x64 emulated", "win32-ia32 emulated"]],
    [
      "win32-x64",
      ["win32-x64 exact", "win32-x64+baseline cpu-level", "win32-x64-gnu mingw", "win32-ia32 32-bit"],
    ],
    ["win32-ia32", ["win32-ia32 exact"]],
    ["aix-ppc64", ["aix-ppc64 exact"]],
    ["netbsd-x64", ["netbsd-x64 exact"]],
  ])("%s", (host, expected) => {
    expect(fallbacks(host)).toEqual(expected);
  });

  test("CPU levels go down to the plain build, never up", () => {
    expect(fallbacks("linux-x64-musl+x86_64_v3")).toEqual([
      "linux-x64-musl+x86_64_v3 exact",
      "linux-x64-musl+x86_64_v2 cpu-level",
      "linux-x64-musl+x86_64_v1 cpu-level",
      "linux-x64-musl cpu-level",
      "linux-x64-musl+baseline cpu-level",
      "linux-x64-static static",
    ]);
    expect(fallbacks("linux-arm64-musl+armv8.2a")).toEqual([
      "linux-arm64-musl+armv8.2a exact",
      "linux-arm64-musl cpu-level",
      "linux-arm64-static static",
    ]);
  });

  test("a glibc older than a build's floor leaves it out", () => {
    expect(fallbacks("linux-x64-glibc", { glibcVersion: "2.17" })).toContain(
      "linux-x64-glibc+glibc-217 glibc-floor",
    );
    expect(fallbacks("linux-x64-glibc", { glibcVersion: "2.5" })).not.toContain(
      "linux-x64-glibc+glibc-217 glibc-floor",
    );
    expect(fallbacks("linux-x64-glibc", { glibcVersion: "3.0" })).toContain(
      "linux-x64-glibc+glibc-217 glibc-floor",
    );
  });

  test("a flavour says nothing of the machine; baseline and a glibc floor do", () => {
    expect(fallbacks("linux-x64-glibc+pointer-compression").slice(0, 2)).toEqual([
      "linux-x64-glibc+pointer-compression exact",
      "linux-x64-glibc plain-build",
    ]);
    expect(fallbacks("linux-x64-glibc+glibc-217")).toEqual([
      "linux-x64-glibc+glibc-217 exact",
      "linux-x64-static static",
    ]);
    expect(fallbacks("darwin-x64+baseline")).toEqual(["darwin-x64+baseline exact"]);
  });

  test("32-bit programs outside of Windows only where the host is said to run them", () => {
    expect(fallbacks("linux-x64-glibc", { runs32Bit: true }).at(-1)).toBe("linux-ia32-glibc 32-bit");
    expect(fallbacks("linux-arm64-glibc", { runs32Bit: true }).slice(-2)).toEqual([
      "linux-armv7-glibc 32-bit",
      "linux-armv6-glibc 32-bit",
    ]);
    expect(fallbacks("sunos-x64", { runs32Bit: true }).at(-1)).toBe("sunos-ia32 32-bit");
    expect(fallbacks("android-arm64", { runs32Bit: true }).at(-1)).toBe("android-arm 32-bit");
    expect(fallbacks("linux-ppc64le-glibc", { runs32Bit: true })).toHaveLength(1);
  });
});

test("compatibleTargets: the host first, none twice, no libc for another, each with its reason", () => {
  fc.assert(
    fc.property(arbitraryTarget, fc.boolean(), (host, runs32Bit) => {
      const found = compatibleTargets(host, { runs32Bit });
      expect(found[0]?.target).toEqual(host);
      expect(new Set(found.map(({ target }) => formatTarget(target))).size).toBe(found.length);
      for (const { target, because } of found) {
        expect(because).not.toBe("");
        expect(target.os).toBe(host.os);
        if (target.libc !== "static") expect(target.libc).toBe(host.libc);
      }
    }),
    { numRuns: 1000 },
  );
});

test("compatibleTargets refuses what is no target", () => {
  expect(() => compatibleTargets({ os: "linux", arch: "x64" })).toThrow(/libc/);
  expect(createTarget({ os: "win32", arch: "x64" })).toEqual(
    compatibleTargets({ os: "win32", arch: "x64" })[0]?.target,
  );
});
