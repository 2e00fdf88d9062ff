import { describe, expect, it } from "vitest";
import { offsetOfAddress, readElfHeader } from "../../src/elf/header.js";
import { elfFile } from "../support/elf-file.js";
import { parseWith } from "../support/parse-with.js";

const malformed = (why: RegExp) =>
  expect.objectContaining({ code: "ERR_EXECUTABLE_MALFORMED", message: expect.stringMatching(why) });

/** A file with some bytes replaced. */
function patched(file: Uint8Array, offset: number, ...bytes: readonly number[]): Uint8Array {
  const copy = file.slice();
  copy.set(bytes, offset);
  return copy;
}

describe("readElfHeader()", () => {
  const layouts = [
    { bits: 64, isLittleEndian: true },
    { bits: 64, isLittleEndian: false },
    { bits: 32, isLittleEndian: true },
    { bits: 32, isLittleEndian: false },
  ] as const;

  it.each(layouts)("reads $bits bit, little-endian: $isLittleEndian", (layout) => {
    const file = elfFile({ ...layout, machine: 258, type: 2, osAbi: 9, interpreter: "/ld.so" });
    const header = parseWith(file, readElfHeader);
    expect(header).toMatchObject({ ...layout, machine: 258, type: 2, osAbi: 9 });
    expect(header.segments.map(({ type }) => type)).toEqual([1, 3]);
    expect(header.segments[0]).toMatchObject({ offset: 0, address: 0x10000, fileBytes: expect.any(Number) });
    expect(header.sections.count).toBe(1);
  });

  it.each(layouts)("refuses a file cut anywhere: $bits bit, little-endian: $isLittleEndian", (layout) => {
    const file = elfFile({ ...layout, hasSections: false });
    for (let length = 0; length < file.length; length += 1) {
      expect(() => parseWith(file.subarray(0, length), readElfHeader)).toThrow(malformed(/damaged/));
    }
  });

  const file = elfFile();
  it.each([
    ["a class of 3", patched(file, 4, 3), /ELF class 3/],
    ["a byte order of 0", patched(file, 5, 0), /byte order 0/],
    ["program headers of 57 bytes", patched(file, 54, 57), /program headers of 57 bytes/],
    ["65535 program headers", patched(file, 56, 0xff, 0xff), /65535 program headers/],
    [
      "a program header table outside the file",
      patched(file, 32, 0, 0, 0, 1),
      /program header table should end/,
    ],
    ["a segment outside the file", patched(file, 64 + 32, 0xff, 0xff), /a loaded segment should end/],
    ["a segment of 2 ** 63 bytes", patched(file, 64 + 39, 0x80), /a loaded segment should end/],
  ])("refuses %s", (_title, bytes, why) => {
    expect(() => parseWith(bytes, readElfHeader)).toThrow(malformed(why));
  });
});

describe("offsetOfAddress()", () => {
  const segment = {
    type: 1,
    offset: 0x100,
    address: 0x5100,
    fileBytes: 0x10,
    memoryBytes: 0x10,
    alignment: 4,
  };

  it.each([
    [0x5100, 0x100],
    [0x510f, 0x10f],
    [0x5110, undefined],
    [0x50ff, undefined],
  ])("address %i", (address, expected) => {
    expect(offsetOfAddress([{ ...segment, type: 6 }, segment], address)).toBe(expected);
  });
});
