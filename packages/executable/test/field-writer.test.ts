import { describe, expect, it } from "vitest";
import { alignUp, FieldWriter } from "../src/field-writer.js";

describe("FieldWriter", () => {
  it.each([
    [true, "01" + "0302" + "07060504" + "0807060504030201" + "6162"],
    [false, "01" + "0203" + "04050607" + "0102030405060708" + "6162"],
  ])("writes numbers in the byte order; little: %s", (isLittleEndian, hex) => {
    const fields = new FieldWriter(new Uint8Array(17), isLittleEndian);
    fields.u8(0, 1).u16(1, 0x0203).u32(3, 0x04050607).text(15, "ab");
    // Above 2 ** 53 the number is a double: this one has few enough bits.
    new FieldWriter(fields.bytes.subarray(7, 15), isLittleEndian)
      .u32(isLittleEndian ? 4 : 0, 0x01020304)
      .u32(isLittleEndian ? 0 : 4, 0x05060708);
    expect(Buffer.from(fields.bytes).toString("hex")).toBe(hex);
  });

  it("writes words as wide as addresses", () => {
    const fields = new FieldWriter(new Uint8Array(12), true).word(0, 64, 2 ** 40).word(8, 32, 5);
    expect(Buffer.from(fields.bytes).toString("hex")).toBe("000000000001000005000000");
  });
});

describe("alignUp()", () => {
  it.each([
    [0, 16, 0],
    [1, 16, 16],
    [16, 16, 16],
    [2 ** 40 + 1, 4096, 2 ** 40 + 4096],
  ])("of %d to %d is %d", (offset, boundary, expected) => {
    expect(alignUp(offset, boundary)).toBe(expected);
  });
});
