import { createTarget, listTargets, type Target } from "@nodewright/target-triple";
import { describe, expect, expectTypeOf, test } from "vitest";
import { checkTarget } from "../../src/prebuild/check-target.js";
import type { PrebuildCandidate, PrebuildHost } from "../../src/prebuild/types.js";

const glibc: PrebuildHost = { os: "linux", arch: "x64", libc: "glibc", glibcVersion: "2.31" };
const musl: PrebuildHost = { os: "linux", arch: "x64", libc: "musl" };
const mac: PrebuildHost = { os: "darwin", arch: "arm64" };
const arm = (armVersion?: string): PrebuildHost => ({ os: "linux", arch: "arm", libc: "glibc", armVersion });

describe("checkTarget admits", () => {
  test.each<[PrebuildCandidate, PrebuildHost]>([
    [{}, glibc],
    [{ os: "linux", arch: "x64" }, musl],
    [{ os: ["linux", "darwin"], arch: ["x64", "arm64"] }, mac],
    [{ os: "!win32" }, mac],
    [{ os: "darwin", arch: "universal" }, mac],
    [{ libc: "static" }, musl],
    [{ libc: "glibc", glibcFloor: "2.31" }, glibc],
    [
      { libc: "glibc", glibcFloor: "2.99" },
      { ...glibc, glibcVersion: undefined },
    ],
    [{ libc: "glibc", variant: "glibc-217" }, glibc],
    [{ os: "darwin", glibcFloor: "2.99" }, mac],
    [{ arch: "arm", armVersion: "6" }, arm("7")],
    [{ arch: "arm", armVersion: "7" }, arm("7")],
    [{ arch: "arm", armVersion: 6 }, arm()],
    [{ arch: "arm" }, arm("6")],
    [{ arch: "arm64", armVersion: "8" }, mac],
    [{ cpuLevel: "x86_64_v2" }, { ...glibc, cpuLevel: "x86_64_v3" }],
    [{ cpuLevel: "x86_64_v1" }, glibc],
    [{ cpuLevel: "armv8.1a" }, { ...mac, cpuLevel: "armv8.2a" }],
    [{ endian: "little" }, { os: "linux", arch: "ppc64", libc: "glibc", endian: "little" }],
  ])("%j on %j", (candidate, host) => {
    expect(checkTarget(candidate, host)).toBeUndefined();
  });
});

describe("checkTarget rejects", () => {
  test.each<[string, PrebuildCandidate, PrebuildHost, string]>([
    ["os", { os: "win32" }, glibc, "It is for win32; the host is linux."],
    ["os", { os: "!linux" }, glibc, "It is for !linux; the host is linux."],
    ["arch", { arch: ["arm64", "ia32"] }, glibc, "It is for arm64 or ia32; the host is x64."],
    // An addon is loaded into a process and never runs emulated.
    ["arch", { os: "darwin", arch: "x64" }, mac, "It is for x64; the host is arm64."],
    ["arch", { arch: "universal" }, { os: "darwin", arch: "ia32" }, "It is for universal; the host is ia32."],
    [
      "endian",
      { endian: "big" },
      { os: "linux", arch: "ppc64", endian: "little" },
      "It is big-endian; the host is little-endian.",
    ],
    ["arm-version", { arch: "arm", armVersion: "7" }, arm("6"), "It needs ARMv7; the host is ARMv6."],
    [
      "arm-version",
      { arch: "arm", armVersion: "7" },
      arm(),
      "It needs ARMv7; the host does not say which it is.",
    ],
    ["libc", { libc: "glibc" }, musl, "It is built for glibc; the host has musl."],
    ["libc", { libc: "musl" }, glibc, "It is built for musl; the host has glibc."],
    [
      "libc",
      { libc: "glibc" },
      { os: "linux", arch: "x64" },
      "It is built for glibc; the host, linux, does not say its libc.",
    ],
    ["libc", { libc: ["glibc"] }, mac, "It is built for glibc; the host, darwin, does not say its libc."],
    ["glibc", { glibcFloor: "2.34" }, glibc, "It needs glibc 2.34; the host has 2.31."],
    [
      "glibc",
      { glibcFloor: "2.9" },
      { ...glibc, glibcVersion: "2.4" },
      "It needs glibc 2.9; the host has 2.4.",
    ],
    ["glibc", { glibcFloor: "2.17" }, musl, "It needs glibc 2.17; the host has musl."],
    [
      "glibc",
      { variant: "glibc-217" },
      { ...glibc, glibcVersion: "2.12" },
      "It needs glibc 2.17; the host has 2.12.",
    ],
    [
      "cpu-level",
      { cpuLevel: "x86_64_v3" },
      { ...glibc, cpuLevel: "x86_64_v2" },
      "It needs x86_64_v3; the host is x86_64_v2.",
    ],
    [
      "cpu-level",
      { cpuLevel: "x86_64_v3" },
      glibc,
      "It needs x86_64_v3; the host does not say its CPU level.",
    ],
    [
      "cpu-level",
      { cpuLevel: "power9le" },
      { ...glibc, cpuLevel: "x86_64_v4" },
      "It needs power9le; the host is x86_64_v4.",
    ],
  ])("for its %s: %j on %j", (code, candidate, host, reason) => {
    expect(checkTarget(candidate, host)).toEqual({ code, reason });
  });
});

describe("a target of target-triple", () => {
  test("is a host and a candidate as it is", () => {
    expectTypeOf<Target>().toExtend<PrebuildHost>();
    expectTypeOf<Target>().toExtend<PrebuildCandidate>();
    const target = createTarget({ os: "linux", arch: "arm", libc: "musl", armVersion: 7 });
    expect(checkTarget({ name: "a.node", ...target }, target)).toBeUndefined();
  });

  test("fits itself, and of the others only older or less particular builds of the same pair", () => {
    const targets = listTargets().filter(
      ({ os, arch }) => os !== "web" && os !== "wasi" && arch !== "universal",
    );
    for (const host of targets) {
      expect(checkTarget(host, host)).toBeUndefined();
      for (const candidate of targets) {
        if (checkTarget(candidate, host) !== undefined) continue;
        expect([candidate.os, candidate.arch, candidate.endian]).toEqual([host.os, host.arch, host.endian]);
        expect([host.libc, "static"]).toContain(candidate.libc);
        expect(Number(candidate.armVersion ?? 0)).toBeLessThanOrEqual(Number(host.armVersion ?? 0));
      }
    }
  });
});
