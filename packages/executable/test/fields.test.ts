import { describe, expect, it } from "vitest";
import { Fields, readFields } from "../src/fields.js";
import { parseWith } from "./support/parse-with.js";

const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
const extent = { name: "x", start: 0, sizeBytes: 8 };

describe("Fields", () => {
  it("reads little-endian numbers", () => {
    const fields = new Fields(extent, bytes, true);
    expect([fields.u8(1), fields.u16(0), fields.u32(0), fields.u64(0)]).toEqual([
      2,
      0x0201,
      0x04030201,
      Number(0x0807060504030201n),
    ]);
  });

  it("reads big-endian numbers, and words of both widths", () => {
    const fields = new Fields(extent, bytes, false);
    expect([fields.u16(0), fields.u32(4), fields.word(0, 32), fields.word(0, 64)]).toEqual([
      0x0102,
      0x05060708,
      0x01020304,
      Number(0x0102030405060708n),
    ]);
  });

  it("reads within a part of a larger buffer", () => {
    expect(new Fields(extent, bytes.subarray(4), true).u8(0)).toBe(5);
  });

  it.each([
    [8, 1],
    [7, 2],
    [5, 4],
    [1, 8],
    [-1, 1],
  ])("refuses to read at %d, %d wide", (offset, width) => {
    const fields = new Fields(extent, bytes, true);
    const read = { 1: fields.u8, 2: fields.u16, 4: fields.u32, 8: fields.u64 }[width];
    expect(() => read?.call(fields, offset)).toThrow(
      expect.objectContaining({ code: "ERR_EXECUTABLE_MALFORMED" }),
    );
  });
});

describe("readFields()", () => {
  it("reads a range of the file", () => {
    const options = { isLittleEndian: true, what: "numbers" };
    const fields = parseWith(bytes, (file) => readFields(file, { offset: 2, length: 4 }, options));
    expect(fields.u16(0)).toBe(0x0403);
    expect(fields.sizeBytes).toBe(4);
  });
});
