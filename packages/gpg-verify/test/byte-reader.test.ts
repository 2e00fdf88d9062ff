import { expect, test } from "vitest";
import { ByteReader, toHex } from "../src/byte-reader.js";

const bytes = Uint8Array.from([0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07]);

test("ByteReader reads big-endian numbers one after another", () => {
  const reader = new ByteReader(bytes);
  expect([reader.uint8(), reader.uint16(), reader.uint32()]).toEqual([0x01, 0x0203, 0x04050607]);
  expect([reader.offset, reader.remaining]).toEqual([7, 0]);
});

test("ByteReader.uint32() is not signed", () => {
  expect(new ByteReader(Uint8Array.from([0xff, 0xff, 0xff, 0xff])).uint32()).toBe(0xffffffff);
});

test("ByteReader.take() refuses more than there is", () => {
  const reader = new ByteReader(bytes);
  reader.take(5);
  expect(() => reader.take(3)).toThrow(expect.objectContaining({ code: "ERR_GPG_MALFORMED" }));
});

test("ByteReader.end() refuses what is left over", () => {
  const reader = new ByteReader(bytes);
  expect(() => reader.end("thing")).toThrow("thing has 7 bytes too many");
  reader.rest();
  expect(() => reader.end("thing")).not.toThrow();
});

test.each([
  { name: "511, of 9 bits", mpi: [0x00, 0x09, 0x01, 0xff], value: "01ff" },
  { name: "1", mpi: [0x00, 0x01, 0x01], value: "01" },
  { name: "0", mpi: [0x00, 0x00], value: "" },
])("ByteReader.mpi() reads $name", ({ mpi, value }) => {
  expect(toHex(new ByteReader(Uint8Array.from(mpi)).mpi())).toBe(value);
});

test.each([
  { name: "announces a bit too many", mpi: [0x00, 0x0a, 0x01, 0xff] },
  { name: "announces a bit too few", mpi: [0x00, 0x08, 0xff, 0xff].with(1, 0x07) },
  { name: "has a leading zero octet", mpi: [0x00, 0x10, 0x00, 0xff] },
  { name: "is cut off", mpi: [0x00, 0x20, 0x80, 0xff] },
])("ByteReader.mpi() refuses a number that $name", ({ mpi }) => {
  expect(() => new ByteReader(Uint8Array.from(mpi)).mpi()).toThrow(
    expect.objectContaining({ code: "ERR_GPG_MALFORMED" }),
  );
});

test("toHex() writes the part of a buffer that the view shows", () => {
  expect(toHex(bytes.subarray(2, 4))).toBe("0304");
});
