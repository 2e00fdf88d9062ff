import { describe, expect, it } from "vitest";
import { parseElf } from "../src/elf.js";
import type { ExecutableInfo } from "../src/types.js";
import { type ElfOptions, elfFile } from "./support/elf-file.js";
import { parseWith } from "./support/parse-with.js";

const inspectElf = (options: ElfOptions): ExecutableInfo => parseWith(elfFile(options), parseElf);

describe("parseElf()", () => {
  it("describes a program of glibc as far as its headers go", () => {
    const program = inspectElf({
      type: 2,
      machine: 22,
      isLittleEndian: false,
      interpreter: "/lib/ld64.so.1",
      needed: ["libstdc++.so.6", "libc.so.6"],
      versions: [
        ["libstdc++.so.6", ["GLIBCXX_3.4.21", "CXXABI_1.3.9"]],
        ["libc.so.6", ["GLIBC_2.28", "GLIBC_2.3"]],
      ],
      notes: [{ owner: "GNU", type: 1, words: [0, 3, 2, 0] }],
      sectionTypes: [2],
    });
    expect(program).toEqual({
      format: "elf",
      kind: "executable",
      os: "linux",
      arch: "s390x",
      machine: 22,
      bits: 64,
      endianness: "big",
      libc: "glibc",
      interpreter: "/lib/ld64.so.1",
      needed: ["libstdc++.so.6", "libc.so.6"],
      glibcFloor: "2.28",
      glibcxxFloor: "3.4.21",
      cxxabiFloor: "1.3.9",
      minimumOsVersion: "3.2.0",
      isStripped: false,
    });
  });

  it("describes an addon of musl", () => {
    const addon = inspectElf({
      machine: 183,
      needed: ["libstdc++.so.6", "libc.musl-aarch64.so.1"],
      symbols: [
        { name: "napi_register_module_v1", code: [0xc0, 0x03, 0x5f, 0xd6] },
        {
          name: "node_api_module_get_api_version_v1",
          code: [0x20, 0x01, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6],
        },
      ],
    });
    expect(addon).toEqual({
      format: "elf",
      kind: "shared-library",
      os: "linux",
      arch: "arm64",
      machine: 183,
      bits: 64,
      endianness: "little",
      libc: "musl",
      needed: ["libstdc++.so.6", "libc.musl-aarch64.so.1"],
      isStripped: true,
      addon: { napi: true, nodeApiVersion: 9 },
    });
  });

  it("tells the same of a file whose section table was cut off", () => {
    const options: ElfOptions = {
      needed: ["libc.so.6"],
      versions: [["libc.so.6", ["GLIBC_2.34"]]],
      symbols: [{ name: "napi_register_module_v1", code: [0xc3] }],
    };
    expect(inspectElf({ ...options, hasSections: false })).toEqual(inspectElf(options));
  });

  const pie = 0x08000000;
  it.each<[string, ElfOptions, Partial<ExecutableInfo>]>([
    ["a relocatable object", { type: 1 }, { kind: "object" }],
    ["a core dump", { type: 4 }, { kind: "core-dump" }],
    ["a type of its system's own", { type: 0xfe00 }, { kind: "other" }],
    ["a fixed program", { type: 2 }, { kind: "executable", libc: "static" }],
    ["a static PIE", { flags1: pie }, { kind: "executable", libc: "static" }],
    ["a PIE", { flags1: pie, interpreter: "/lib/ld-musl-x86_64.so.1" }, { kind: "executable", libc: "musl" }],
    [
      "a PIE of an old linker",
      { interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"] },
      { kind: "executable", libc: "glibc" },
    ],
    [
      "a library that can be run",
      { interpreter: "/lib64/ld-linux-x86-64.so.2", ownName: "libc.so.6" },
      { kind: "shared-library", libc: "glibc" },
    ],
    ["a library", { needed: ["libc.so.6"] }, { kind: "shared-library", libc: "glibc" }],
    ["a library with other flags", { needed: ["libc.so.6"], flags1: 1 }, { kind: "shared-library" }],
  ])("tells what %s is for", (_title, options, expected) => {
    expect(inspectElf(options)).toMatchObject(expected);
  });

  it("gives no glibc floor to a library of musl that needs libgcc_s", () => {
    const info = inspectElf({
      needed: ["libgcc_s.so.1", "libc.so"],
      versions: [["libgcc_s.so.1", ["GLIBC_2.0", "GCC_3.0"]]],
    });
    expect(info.libc).toBe("musl");
    expect(info.glibcFloor).toBeUndefined();
  });

  it("does not search programs for addon symbols: Node.js offers them itself", () => {
    const symbols = [{ name: "napi_register_module_v1", code: [0xc3] }];
    expect(inspectElf({ type: 2, symbols }).addon).toBeUndefined();
  });

  it("reads ARM's version of a 32-bit program", () => {
    const armAttributes = [0x41, 17, 0, 0, 0, 0x61, 0x65, 0x61, 0x62, 0x69, 0, 1, 7, 0, 0, 0, 6, 6];
    expect(inspectElf({ type: 2, bits: 32, machine: 40, armAttributes }).armVersion).toBe(6);
  });
});
