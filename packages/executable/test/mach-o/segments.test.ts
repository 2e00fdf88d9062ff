import { describe, expect, it } from "vitest";
import { readMachHeader } from "../../src/mach-o/commands.js";
import { type MachSegment, offsetOfMachAddress, segmentsOf } from "../../src/mach-o/segments.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { machOFile } from "../support/mach-o-file.js";
import { parseWith } from "../support/parse-with.js";

function* readSegments(extent: Extent): Parsing<MachSegment[]> {
  const header = yield* readMachHeader(extent);
  return header === undefined ? [] : segmentsOf(extent, header);
}

describe("segmentsOf()", () => {
  it.each([32, 64] as const)("reads segments of %d bit", (bits) => {
    const file = machOFile({ bits });
    const address = bits === 64 ? 0x100000000 : 0x4000;
    expect(parseWith(file, readSegments)).toEqual([{ address, offset: 0, fileBytes: file.length }]);
  });

  it.each([32, 64] as const)("refuses a file of %d bit that was cut", (bits) => {
    const file = machOFile({ bits, symbols: [{ name: "_x", code: [1, 2, 3, 4] }] });
    expect(() => parseWith(file.subarray(0, file.length - 1), readSegments)).toThrow(/a segment should end/);
  });
});

describe("offsetOfMachAddress()", () => {
  const segments = [
    { address: 0, offset: 0, fileBytes: 0 },
    { address: 0x1000, offset: 0x40, fileBytes: 0x10 },
  ];

  it.each([
    [0, undefined],
    [0x1000, 0x40],
    [0x100f, 0x4f],
    [0x1010, undefined],
  ])("address %i", (address, expected) => {
    expect(offsetOfMachAddress(segments, address)).toBe(expected);
  });
});
