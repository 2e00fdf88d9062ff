import { describe, expect, it } from "vitest";
import { type System, type SystemEvidence, systemOf } from "../../src/elf/system.js";

const nothing: SystemEvidence = {
  osAbi: 0,
  arch: "x64",
  noteOs: undefined,
  interpreter: undefined,
  needed: [],
  versions: [],
  isExecutable: true,
};

describe("systemOf()", () => {
  it.each<[interpreter: string, arch: SystemEvidence["arch"], expected: System]>([
    ["/lib64/ld-linux-x86-64.so.2", "x64", { os: "linux", libc: "glibc" }],
    ["/lib/ld-linux.so.2", "ia32", { os: "linux", libc: "glibc" }],
    ["/lib/ld-linux-aarch64.so.1", "arm64", { os: "linux", libc: "glibc" }],
    ["/lib/ld-linux-armhf.so.3", "arm", { os: "linux", libc: "glibc" }],
    ["/lib/ld-linux-riscv64-lp64d.so.1", "riscv64", { os: "linux", libc: "glibc" }],
    ["/lib64/ld-linux-loongarch-lp64d.so.1", "loong64", { os: "linux", libc: "glibc" }],
    ["/lib64/ld64.so.2", "ppc64", { os: "linux", libc: "glibc" }],
    ["/lib64/ld64.so.1", "ppc64", { os: "linux", libc: "glibc" }],
    ["/lib/ld64.so.1", "s390x", { os: "linux", libc: "glibc" }],
    ["/lib/ld.so.1", "s390", { os: "linux", libc: "glibc" }],
    ["/lib/ld.so.1", "mipsel", { os: "linux", libc: "glibc" }],
    ["/nix/store/0c7-glibc-2.40/lib/ld-linux-x86-64.so.2", "x64", { os: "linux", libc: "glibc" }],
    ["/lib/ld-musl-x86_64.so.1", "x64", { os: "linux", libc: "musl" }],
    ["/lib/ld-musl-armhf.so.1", "arm", { os: "linux", libc: "musl" }],
    ["/lib/ld-musl-powerpc64le.so.1", "ppc64", { os: "linux", libc: "musl" }],
    ["/lib/ld-uClibc.so.0", "mipsel", { os: "linux", libc: "uclibc" }],
    ["/lib/ld64-uClibc.so.1", "x64", { os: "linux", libc: "uclibc" }],
    ["/system/bin/linker64", "arm64", { os: "android", libc: "bionic" }],
    ["/system/bin/linker", "arm", { os: "android", libc: "bionic" }],
    ["/libexec/ld-elf.so.1", "x64", { os: "freebsd" }],
    ["/libexec/ld-elf.so.2", "x64", { os: "dragonfly" }],
    ["/usr/libexec/ld.elf_so", "x64", { os: "netbsd" }],
    ["/usr/libexec/ld.so", "x64", { os: "openbsd" }],
    ["/lib/amd64/ld.so.1", "x64", { os: "sunos" }],
    ["/usr/lib/ld.so.1", "ia32", { os: "sunos" }],
    ["/usr/lib/sparcv9/ld.so.1", "sparc64", { os: "sunos" }],
    ["/system/runtime_loader", "x64", { os: "haiku" }],
    ["/opt/own/loader", "x64", { os: "linux" }],
  ])("takes the interpreter %s on %s as %o", (interpreter, arch, expected) => {
    expect(systemOf({ ...nothing, interpreter, arch, needed: ["libm.so.9"] })).toEqual(expected);
  });

  it.each<[needed: string[], expected: System]>([
    [["libdl.so.2", "libc.so.6"], { os: "linux", libc: "glibc" }],
    [["ld-linux-x86-64.so.2"], { os: "linux", libc: "glibc" }],
    [["ld64.so.1"], { os: "linux", libc: "glibc" }],
    [["libstdc++.so.6", "libc.musl-x86_64.so.1"], { os: "linux", libc: "musl" }],
    [["libgcc_s.so.1", "libc.so"], { os: "linux", libc: "musl" }],
    [["libc.so.0"], { os: "linux", libc: "uclibc" }],
    [["libc.so.1"], { os: "sunos" }],
    [["libc.so.7"], { os: "freebsd" }],
    [["libc.so.8"], { os: "dragonfly" }],
    [["libc.so.12"], { os: "netbsd" }],
    [["libc.so.102.0"], { os: "openbsd" }],
    [["libroot.so"], { os: "haiku" }],
    [["libstdc++.so.6"], { os: "linux" }],
    [[], { os: "linux" }],
  ])("takes a library that needs %j as %o", (needed, expected) => {
    expect(systemOf({ ...nothing, needed, isExecutable: false })).toEqual(expected);
  });

  it("tells Android's libc.so from musl's by its version", () => {
    const evidence = { ...nothing, needed: ["libc.so"], isExecutable: false };
    const versions = [{ library: "libc.so", version: "LIBC" }];
    expect(systemOf({ ...evidence, versions })).toEqual({ os: "android", libc: "bionic" });
    expect(systemOf({ ...evidence, noteOs: "android" })).toEqual({ os: "android", libc: "bionic" });
    const others = [
      { library: "libc.so", version: "V1" },
      { library: "libown.so", version: "LIBC" },
    ];
    expect(systemOf({ ...evidence, versions: others })).toEqual({ os: "linux", libc: "musl" });
  });

  it("takes a program that needs nothing as static, a library as open", () => {
    expect(systemOf(nothing)).toEqual({ os: "linux", libc: "static" });
    expect(systemOf({ ...nothing, osAbi: 3 })).toEqual({ os: "linux", libc: "static" });
    expect(systemOf({ ...nothing, noteOs: "linux" })).toEqual({ os: "linux", libc: "static" });
    expect(systemOf({ ...nothing, noteOs: "netbsd" })).toEqual({ os: "netbsd" });
  });

  it.each([
    [2, "netbsd"],
    [6, "sunos"],
    [9, "freebsd"],
    [12, "openbsd"],
  ])("believes EI_OSABI %d over library names", (osAbi, os) => {
    expect(systemOf({ ...nothing, osAbi, needed: ["libc.so"] })).toEqual({ os });
  });

  it("takes an OpenHarmony file with musl's loader for OpenHarmony's", () => {
    const interpreter = "/lib/ld-musl-aarch64.so.1";
    expect(systemOf({ ...nothing, noteOs: "openharmony", interpreter })).toEqual({
      os: "openharmony",
      libc: "ohos",
    });
  });
});
