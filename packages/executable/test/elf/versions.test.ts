import { describe, expect, it } from "vitest";
import { readDynamic } from "../../src/elf/dynamic.js";
import { readElfHeader } from "../../src/elf/header.js";
import { floorsOf, readVersionNeeds, type VersionNeed } from "../../src/elf/versions.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { type ElfOptions, elfFile } from "../support/elf-file.js";
import { parseWith } from "../support/parse-with.js";

function* needsOf(extent: Extent): Parsing<VersionNeed[]> {
  const header = yield* readElfHeader(extent);
  const dynamic = yield* readDynamic(extent, header);
  return dynamic === undefined ? [] : yield* readVersionNeeds(extent, header, dynamic);
}

const versions: NonNullable<ElfOptions["versions"]> = [
  ["libstdc++.so.6", ["GLIBCXX_3.4.30", "CXXABI_1.3.13"]],
  ["libc.so.6", ["GLIBC_2.2.5", ["GLIBC_2.38"], "GLIBC_2.28"]],
];

const need = (version: string, library = "libc.so.6"): VersionNeed => ({ library, version });

describe("readVersionNeeds()", () => {
  it.each([
    { bits: 64, isLittleEndian: true },
    { bits: 64, isLittleEndian: false },
    { bits: 32, isLittleEndian: true },
    { bits: 32, isLittleEndian: false },
  ] as const)("reads all but weak ones: $bits bit, little-endian: $isLittleEndian", (layout) => {
    expect(parseWith(elfFile({ ...layout, versions, hasSections: false }), needsOf)).toEqual([
      need("GLIBCXX_3.4.30", "libstdc++.so.6"),
      need("CXXABI_1.3.13", "libstdc++.so.6"),
      need("GLIBC_2.2.5"),
      need("GLIBC_2.28"),
    ]);
  });

  it("finds none in a file without versions", () => {
    expect(parseWith(elfFile({ needed: ["libc.so"] }), needsOf)).toEqual([]);
  });

  it("ends with the chain, though the count goes on", () => {
    const file = elfFile({ versions: [["libc.so.6", ["GLIBC_2.2.5"]]], hasSections: false });
    // The count of libraries is the last dynamic entry before the end mark.
    const countAt = file.length - 16 - 8;
    expect(file[countAt]).toBe(1);
    file[countAt] = 3;
    expect(parseWith(file, needsOf)).toEqual([need("GLIBC_2.2.5")]);
  });

  it("refuses more versions than any library has, instead of walking on", () => {
    const file = elfFile({ versions: [["libc.so.6", ["GLIBC_2.2.5"]]], hasSections: false });
    // One entry that claims 65535 versions, in a chain that stays where it is.
    const at = file.findIndex(
      (_, i) => file[i] === 1 && file[i + 2] === 1 && file[i + 8] === 16 && file[i + 12] === 0,
    );
    file.set([0xff, 0xff], at + 2);
    expect(() => parseWith(file, needsOf)).toThrow(/more than 4096 symbol versions/);
  });
});

describe("floorsOf()", () => {
  it.each<[string, VersionNeed[], ReturnType<typeof floorsOf>]>([
    [
      "compares numbers, not text",
      [need("GLIBC_2.4"), need("GLIBC_2.28"), need("GLIBC_2.3.4")],
      { glibcFloor: "2.28" },
    ],
    [
      "passes over names without a number",
      [need("GLIBC_PRIVATE"), need("GLIBC_2.17")],
      { glibcFloor: "2.17" },
    ],
    [
      "knows what packed relocations ask for",
      [need("GLIBC_ABI_DT_RELR"), need("GLIBC_2.34")],
      { glibcFloor: "2.36" },
    ],
    ["does not take libgcc_s for glibc", [need("GLIBC_2.0", "libgcc_s.so.1")], {}],
    [
      "keeps families apart",
      [
        need("GLIBCXX_3.4.9", "libstdc++.so.6"),
        need("GLIBCXX_3.4.30", "libstdc++.so.6"),
        need("CXXABI_1.3", "libstdc++.so.6"),
      ],
      { glibcxxFloor: "3.4.30", cxxabiFloor: "1.3" },
    ],
    ["passes over CXXABI_TM_1", [need("CXXABI_TM_1", "libstdc++.so.6")], {}],
    ["has nothing to say of other systems", [need("FBSD_1.5", "libc.so.7")], {}],
  ])("%s", (_title, needs, expected) => {
    expect(floorsOf(needs)).toEqual(expected);
  });
});
