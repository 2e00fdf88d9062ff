import { describe, expect, it } from "vitest";
import { offsetOfRva, readPeHeader } from "../../src/pe/header.js";
import { parseWith } from "../support/parse-with.js";
import { peFile } from "../support/pe-file.js";

const withBytes = (offset: number, ...bytes: readonly number[]): Uint8Array => {
  const file = peFile({ imports: [{ library: "KERNEL32.dll" }], certificateBytes: 64 });
  file.set(bytes, offset);
  return file;
};

describe("readPeHeader()", () => {
  it.each([32, 64] as const)("reads a header of %d bit", (bits) => {
    const file = peFile({ bits, machine: 332, subsystem: 2, subsystemVersion: [10, 1], certificateBytes: 8 });
    const header = parseWith(file, readPeHeader);
    expect(header).toMatchObject({ bits, machine: 332, subsystem: 2, subsystemVersion: "10.1" });
    expect(header?.directories).toHaveLength(16);
    expect(header?.directories[4]).toEqual({ address: file.length - 8, sizeBytes: 8 });
    expect(header?.sections).toHaveLength(1);
  });

  it.each([
    ["a pointer past the end", withBytes(60, 0, 0, 0, 0x7f)],
    ["a pointer into the DOS header", withBytes(60, 0, 0, 0, 0)],
    ["another signature (NE, of Windows 3)", withBytes(0x80, 0x4e, 0x45)],
  ])("takes a file with %s for an MS-DOS program", (_title, file) => {
    expect(parseWith(file, readPeHeader)).toBeUndefined();
  });

  it.each([
    ["an optional header of another kind", withBytes(0x80 + 24, 7, 1), /optional header 0x107/],
    ["an optional header of no bytes", withBytes(0x80 + 20, 0, 0), /is read at 0/],
    ["60000 sections", withBytes(0x80 + 6, 0x60, 0xea), /60000 sections/],
    ["a section outside the file", withBytes(0x80 + 24 + 240 + 16, 0, 0, 1), /a section should end/],
    ["certificates outside the file", withBytes(0x80 + 24 + 112 + 36, 0, 1), /certificate table should end/],
  ])("refuses %s", (_title, file, why) => {
    expect(() => parseWith(file, readPeHeader)).toThrow(why);
  });

  it("refuses a file cut anywhere after the DOS header", () => {
    const file = peFile({ imports: [{ library: "KERNEL32.dll" }], certificateBytes: 16 });
    for (let length = 64; length < file.length; length += 7) {
      expect(() => parseWith(file.subarray(0, length), readPeHeader)).toThrow(/damaged/);
    }
  });

  it("reads no directories that the optional header has no room for", () => {
    const header = parseWith(withBytes(0x80 + 24 + 108, 0xff, 0xff, 0xff, 0xff), readPeHeader);
    expect(header?.directories).toHaveLength(16);
  });
});

describe("offsetOfRva()", () => {
  const header = parseWith(peFile(), readPeHeader);
  if (header === undefined) throw new Error("no header");
  const sections = [
    { address: 0x1000, memoryBytes: 0x300, offset: 0x400, fileBytes: 0x200 },
    { address: 0x2000, memoryBytes: 0x80, offset: 0x600, fileBytes: 0x200 },
  ];

  it.each([
    [0x1000, 0x400],
    [0x11ff, 0x5ff],
    [0x1200, undefined],
    [0x1fff, undefined],
    [0x2010, 0x610],
    [0x9000, undefined],
  ])("rva %i", (rva, expected) => {
    expect(offsetOfRva({ ...header, sections }, rva)).toBe(expected);
  });
});
