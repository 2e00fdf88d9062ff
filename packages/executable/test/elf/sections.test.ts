import { describe, expect, it } from "vitest";
import { readElfHeader } from "../../src/elf/header.js";
import { readSections, type Section } from "../../src/elf/sections.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { elfFile } from "../support/elf-file.js";
import { parseWith } from "../support/parse-with.js";

function* sectionsOf(extent: Extent): Parsing<Section[]> {
  return yield* readSections(extent, yield* readElfHeader(extent));
}

describe("readSections()", () => {
  it.each([
    { bits: 64, isLittleEndian: true },
    { bits: 32, isLittleEndian: false },
  ] as const)("reads types and places: $bits bit", (layout) => {
    const file = elfFile({ ...layout, sectionTypes: [2, 11], armAttributes: [0x41, 1, 2, 3] });
    const sections = parseWith(file, sectionsOf);
    expect(sections.map(({ type }) => type)).toEqual([0, 0x70000003, 2, 11]);
    const { offset, sizeBytes } = sections[1] ?? { offset: 0, sizeBytes: 0 };
    expect([...file.subarray(offset, offset + sizeBytes)]).toEqual([0x41, 1, 2, 3]);
  });

  it("finds none in a file whose section table was cut off", () => {
    expect(parseWith(elfFile({ hasSections: false }), sectionsOf)).toEqual([]);
  });

  it("takes the count from section 0 when the header has no room for it", () => {
    const file = elfFile({ sectionTypes: [2, 3], hasExtendedCount: true });
    expect(parseWith(file, sectionsOf)).toHaveLength(3);
  });

  it.each([
    ["a table outside the file", 40, [0, 0, 0, 1], /section header table should end/],
    ["headers of 65 bytes", 58, [65], /section headers of 65 bytes/],
    ["65535 sections", 60, [0xff, 0xff], /section header table should end/],
  ])("refuses %s", (_title, offset, bytes, why) => {
    const file = elfFile();
    file.set(bytes, offset);
    expect(() => parseWith(file, sectionsOf)).toThrow(why);
  });
});
