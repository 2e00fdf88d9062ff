import { afterAll, describe, expect, test } from "vitest";
import { type HostFacts, type HostOptions, hostFacts, hostTarget } from "../../src/host.js";
import { formatTarget } from "../../src/index.js";
import { errorOf } from "../error-of.js";
import { ELF, LDD, type RootFiles, removeRoots, simulateRoot } from "./simulated-root.js";

afterAll(removeRoots);

const factsOf = (files: RootFiles, more: HostOptions = {}) =>
  hostFacts({ root: simulateRoot(files), execPath: "/usr/bin/node", platform: "linux", ...more });

const idsOf = (facts: HostFacts) => [
  formatTarget(hostTarget(facts)),
  formatTarget(hostTarget(facts, "system")),
];

test("hostTarget: this process", () => {
  expect(hostTarget()).toMatchObject({ os: process.platform, arch: process.arch });
});

describe("hostTarget: of the process, of the system", () => {
  test.each<[string, RootFiles, HostOptions, string, string]>([
    [
      "Debian",
      { node: ELF.x64Glibc, shell: ELF.x64Glibc, ldd: LDD.debian },
      {},
      "linux-x64-glibc",
      "linux-x64-glibc",
    ],
    [
      "Alpine",
      { node: ELF.x64Musl, shell: ELF.x64Musl, ldd: LDD.alpine },
      {},
      "linux-x64-musl",
      "linux-x64-musl",
    ],
    [
      "Alpine with gcompat",
      { node: ELF.x64Glibc, shell: ELF.x64Musl, ldd: LDD.alpine },
      {},
      "linux-x64-glibc",
      "linux-x64-musl",
    ],
    [
      "static Node.js on Debian",
      { node: ELF.x64Static, ldd: LDD.debian },
      {},
      "linux-x64-static",
      "linux-x64-glibc",
    ],
    ["static Node.js and nothing else", { node: ELF.x64Static }, {}, "linux-x64-static", "linux-x64-static"],
    [
      "a Raspberry Pi with a 32-bit system on a 64-bit kernel",
      { node: ELF.armGlibc, shell: ELF.armGlibc, ldd: LDD.debian },
      { machine: "aarch64", armVersion: "6" },
      "linux-armv6-glibc",
      "linux-armv7-glibc",
    ],
    [
      "32-bit Node.js on a 64-bit system",
      { node: ELF.ia32Glibc, shell: ELF.x64Glibc, ldd: LDD.debian },
      { machine: "x86_64" },
      "linux-ia32-glibc",
      "linux-x64-glibc",
    ],
    [
      "ppc64le",
      { node: ELF.ppc64leGlibc },
      { machine: "ppc64le" },
      "linux-ppc64le-glibc",
      "linux-ppc64le-glibc",
    ],
    ["ppc64", { node: ELF.ppc64beGlibc }, { machine: "ppc64" }, "linux-ppc64be-glibc", "linux-ppc64be-glibc"],
    ["s390x", { node: ELF.s390xGlibc }, {}, "linux-s390x-glibc", "linux-s390x-glibc"],
  ])("%s", (_name, files, more, ofProcess, ofSystem) => {
    expect(idsOf(factsOf(files, more))).toEqual([ofProcess, ofSystem]);
  });

  test("a Mac under Rosetta 2, AIX, Android", () => {
    expect(idsOf(hostFacts({ platform: "darwin", arch: "x64", cpuModel: "Apple M1" }))).toEqual([
      "darwin-x64",
      "darwin-arm64",
    ]);
    expect(idsOf(hostFacts({ platform: "aix", arch: "ppc64", endian: "big" }))).toEqual([
      "aix-ppc64",
      "aix-ppc64",
    ]);
    expect(idsOf(hostFacts({ platform: "android", arch: "arm64", endian: "little" }))).toEqual([
      "android-arm64",
      "android-arm64",
    ]);
  });
});

describe("hostTarget: what the facts do not settle is an error, never a guess", () => {
  test("no libc", () => {
    const error = errorOf(() => hostTarget(factsOf({}, { arch: "x64" })));
    expect(error.code).toBe("ERR_TARGET_HOST");
    expect(error.message).toContain("libc");
    expect(error.cause).toMatchObject({ code: "ERR_TARGET_INCOMPLETE" });
  });

  test("no version of arm", () => {
    expect(errorOf(() => hostTarget(factsOf({ node: ELF.armGlibc }))).message).toContain("armVersion");
  });

  test("an arch that has no target", () => {
    expect(errorOf(() => hostTarget(hostFacts({ platform: "linux", arch: "sparc64" }))).message).toContain(
      "sparc64",
    );
  });
});
