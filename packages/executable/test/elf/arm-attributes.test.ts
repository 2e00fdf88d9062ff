import { describe, expect, it } from "vitest";
import { readArmVersion } from "../../src/elf/arm-attributes.js";
import { readElfHeader } from "../../src/elf/header.js";
import { readSections } from "../../src/elf/sections.js";
import { parseElf } from "../../src/elf.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { ByteWriter } from "../support/byte-writer.js";
import { elfFile } from "../support/elf-file.js";
import { parseWith } from "../support/parse-with.js";

function* armVersionOf(extent: Extent): Parsing<number | undefined> {
  const header = yield* readElfHeader(extent);
  return yield* readArmVersion(extent, yield* readSections(extent, header), header.isLittleEndian);
}

/** `.ARM.attributes` of one vendor, with one file-wide sub-section. */
function attributes(pairs: readonly number[], { vendor = "aeabi", isLittleEndian = true } = {}): number[] {
  const subsection = new ByteWriter(isLittleEndian).u8(1).u32(5 + pairs.length);
  const body = new ByteWriter(isLittleEndian).text(vendor).u8(0).bytes(subsection.finish()).bytes(pairs);
  return [
    ...new ByteWriter(isLittleEndian)
      .u32(4 + body.length)
      .bytes(body.finish())
      .finish(),
  ];
}

const armVersion = (bytes: readonly number[], isLittleEndian = true): number | undefined =>
  parseWith(elfFile({ bits: 32, machine: 40, isLittleEndian, armAttributes: bytes }), armVersionOf);

const NAME_7A = [5, 0x37, 0x2d, 0x41, 0];

describe("readArmVersion()", () => {
  it.each([
    [1, 4],
    [2, 4],
    [3, 5],
    [4, 5],
    [5, 5],
    [6, 6],
    [7, 6],
    [8, 6],
    [9, 6],
    [11, 6],
    [12, 6],
    [13, 7],
    [10, 7],
    [14, 8],
    [15, 8],
    [17, 8],
    [21, 8],
    [22, 9],
    [99, undefined],
  ])("takes CPU architecture %d as ARMv%s", (cpuArch, version) => {
    expect(armVersion([0x41, ...attributes([...NAME_7A, 6, cpuArch, 7, 0x41])])).toBe(version);
  });

  it("skips strings, two-part values and long numbers before it", () => {
    const pairs = [4, 0x61, 6, 0, 32, 1, 0x67, 0, 67, 0x32, 0, 34, 0x81, 0x01, 6, 10];
    expect(armVersion([0x41, ...attributes(pairs)])).toBe(7);
  });

  it("reads the lengths of big-endian files", () => {
    expect(armVersion([0x41, ...attributes([6, 10], { isLittleEndian: false })], false)).toBe(7);
  });

  it("skips the attributes of other vendors", () => {
    const own = attributes([6, 6], { vendor: "gnuxx" });
    expect(armVersion([0x41, ...own, ...attributes([6, 10])])).toBe(7);
  });

  it.each([
    ["no architecture", [0x41, ...attributes([7, 0x41])]],
    ["another format", [0x42, ...attributes([6, 10])]],
    ["a section of one byte", [0x41]],
    ["a length of zero", [0x41, 0, 0, 0, 0, 0]],
    ["a number without an end", [0x41, ...attributes([0xff, 0xff, 0xff])]],
  ])("says nothing of %s", (_title, bytes) => {
    expect(armVersion(bytes)).toBeUndefined();
  });

  it("is asked of 32-bit ARM alone: RISC-V keeps its attributes under the same number", () => {
    const armAttributes = [0x41, ...attributes([6, 10])];
    expect(parseWith(elfFile({ machine: 243, armAttributes }), parseElf).armVersion).toBeUndefined();
    expect(parseWith(elfFile({ machine: 40, bits: 32, armAttributes }), parseElf).armVersion).toBe(7);
  });
});
