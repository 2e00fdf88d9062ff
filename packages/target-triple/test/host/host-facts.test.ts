import { afterAll, describe, expect, test } from "vitest";
import { type HostOptions, hostFacts } from "../../src/host.js";
import { ELF, LDD, type RootFiles, removeRoots, simulateRoot } from "./simulated-root.js";

afterAll(removeRoots);

const at = (files: RootFiles, more: HostOptions = {}) =>
  hostFacts({ root: simulateRoot(files), execPath: "/usr/bin/node", platform: "linux", ...more });

test("hostFacts: this process on this system", () => {
  const facts = hostFacts();
  expect(facts).toMatchObject({ platform: process.platform, arch: process.arch, rosetta: false });
  expect(JSON.parse(JSON.stringify(facts))).toMatchObject({ platform: process.platform });
});

test("hostFacts: everything of a Debian", () => {
  expect(at({ node: ELF.x64Glibc, shell: ELF.x64Glibc, ldd: LDD.debian }, { machine: "x86_64" })).toEqual({
    platform: "linux",
    arch: "x64",
    systemArch: "x64",
    endian: "little",
    armVersion: undefined,
    systemArmVersion: undefined,
    processLibc: "glibc",
    systemLibc: "glibc",
    glibcVersion: "2.36",
    userlandBits: 64,
    rosetta: false,
  });
});

describe("hostFacts: arch and byte order of a root's Node.js are read from it", () => {
  test.each([
    ["ia32Glibc", "ia32", "little"],
    ["arm64Glibc", "arm64", "little"],
    ["armGlibc", "arm", "little"],
    ["ppc64leGlibc", "ppc64", "little"],
    ["ppc64beGlibc", "ppc64", "big"],
    ["s390xGlibc", "s390x", "big"],
    ["mipsGlibc", "mips", "big"],
    ["riscv64Glibc", "riscv64", "little"],
    ["loong64Musl", "loong64", "little"],
  ] as const)("%s is %s, %s-endian", (name, arch, endian) => {
    expect(at({ node: ELF[name] })).toMatchObject({ arch, endian });
  });

  test("mips64el and mipsel", () => {
    expect(at({ node: { ...ELF.mipsGlibc, endian: "little" } }).arch).toBe("mipsel");
    expect(at({ node: { ...ELF.mipsGlibc, endian: "little", bits: 64 } }).arch).toBe("mips64el");
  });
});

describe("hostFacts: the system's arch is its userland's", () => {
  test.each([
    ["32-bit arm on a 64-bit kernel", ELF.armGlibc, ELF.armGlibc, "aarch64", "arm", "arm", 32],
    ["32-bit Node.js on 64-bit arm", ELF.armGlibc, ELF.arm64Glibc, "aarch64", "arm", "arm64", 64],
    ["32-bit x86 on a 64-bit kernel", ELF.ia32Glibc, ELF.ia32Glibc, "x86_64", "ia32", "ia32", 32],
    ["32-bit Node.js on x64", ELF.ia32Glibc, ELF.x64Glibc, "x86_64", "ia32", "x64", 64],
    ["armv7l", ELF.armGlibc, ELF.armGlibc, "armv7l", "arm", "arm", 32],
    ["armv8l, as a 32-bit personality is told", ELF.armGlibc, ELF.armGlibc, "armv8l", "arm", "arm", 32],
    ["i686", ELF.ia32Glibc, ELF.ia32Glibc, "i686", "ia32", "ia32", 32],
    ["s390x", ELF.s390xGlibc, ELF.s390xGlibc, "s390x", "s390x", "s390x", 64],
  ] as const)("%s", (_name, node, shell, machine, arch, systemArch, userlandBits) => {
    expect(at({ node, shell }, { machine })).toMatchObject({ arch, systemArch, userlandBits });
  });

  test("without a program to look at, Node.js stands for the userland", () => {
    expect(at({ node: ELF.armGlibc }, { machine: "aarch64" })).toMatchObject({
      systemArch: "arm",
      userlandBits: 32,
    });
  });
});

test.each([
  ["6", "armv7l", "6", "7"],
  ["7", "armv7l", "7", "7"],
  ["8", "aarch64", "7", "7"],
  ["default", "armv6l", "6", "6"],
  [undefined, "armv6l", "6", "6"],
  [undefined, "armv8l", "7", "7"],
  [undefined, undefined, undefined, undefined],
])("hostFacts: a build for arm %s on %s is ARMv%s on ARMv%s", (armVersion, machine, ofProcess, ofSystem) => {
  const facts = at({ node: ELF.armGlibc, shell: ELF.armGlibc }, { armVersion, machine });
  expect([facts.armVersion, facts.systemArmVersion]).toEqual([ofProcess, ofSystem]);
});

describe("hostFacts: emulation", () => {
  const mac = (arch: string, cpuModel: string) =>
    hostFacts({ platform: "darwin", arch, cpuModel, machine: "x86_64" });

  test("an x64 process on an Apple CPU runs under Rosetta 2", () => {
    expect(mac("x64", "Apple M2")).toMatchObject({ arch: "x64", systemArch: "arm64", rosetta: true });
    expect(mac("x64", "VirtualApple @ 2.50GHz")).toMatchObject({ systemArch: "arm64", rosetta: true });
    expect(mac("x64", "Intel(R) Core(TM) i7")).toMatchObject({ systemArch: "x64", rosetta: false });
    expect(mac("arm64", "Apple M2")).toMatchObject({ systemArch: "arm64", rosetta: false });
  });

  test("Windows: the CPU's identifier shows through emulation", () => {
    const windows = (arch: string, env: Record<string, string>) =>
      hostFacts({ platform: "win32", arch, env }).systemArch;
    expect(windows("x64", { PROCESSOR_IDENTIFIER: "ARMv8 (64-bit) Family 8 Model D4B" })).toBe("arm64");
    expect(
      windows("ia32", { PROCESSOR_IDENTIFIER: "Intel64 Family 6", PROCESSOR_ARCHITEW6432: "AMD64" }),
    ).toBe("x64");
    expect(windows("x64", { PROCESSOR_IDENTIFIER: "Intel64 Family 6" })).toBe("x64");
  });
});
