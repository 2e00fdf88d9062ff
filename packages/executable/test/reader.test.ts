import { describe, expect, it } from "vitest";
import { isWithin, type Parsing, parseBytes, readBytes, readString, requireWithin } from "../src/reader.js";

const bytes = Uint8Array.from([...Array.from("libc.so.6", (c) => c.charCodeAt(0)), 0, 0xe9, 0]);
const extent = { name: "lib.so", start: 0, sizeBytes: bytes.length };
const malformed = expect.objectContaining({ code: "ERR_EXECUTABLE_MALFORMED" });

const run = <T>(parsing: Parsing<T>): T => parseBytes(bytes, parsing);

describe("readString()", () => {
  it("reads up to the NUL", () => {
    expect(run(readString(extent, 0))).toBe("libc.so.6");
    expect(run(readString(extent, 4))).toBe(".so.6");
    expect(run(readString(extent, 9))).toBe("");
  });

  it("keeps bytes that are not ASCII one to one", () => {
    expect(run(readString(extent, 10))).toBe("\u00e9");
  });

  it("refuses a string without an end", () => {
    expect(() => run(readString(extent, 0, { limit: 9 }))).toThrow(malformed);
    expect(() => run(readString({ ...extent, sizeBytes: 9 }, 0))).toThrow(malformed);
  });

  it("refuses a string that begins outside the file", () => {
    expect(() => run(readString(extent, bytes.length))).toThrow(malformed);
  });

  it("reads a string that is longer than a short read, but none longer than a page", () => {
    const long = new Uint8Array(9000).fill(0x61);
    long[300] = 0;
    const wide = { ...extent, sizeBytes: long.length };
    expect(parseBytes(long, readString(wide, 0))).toHaveLength(300);
    expect(() => parseBytes(long, readString(wide, 301))).toThrow(malformed);
  });
});

describe("readBytes()", () => {
  it("counts offsets from the start of the extent", () => {
    const slice = { name: "slice", start: 5, sizeBytes: 4 };
    expect([...run(readBytes(slice, { offset: 1, length: 2 }, "two"))]).toEqual([...bytes.subarray(6, 8)]);
  });

  it("does not ask for a range of nothing", () => {
    expect(readBytes(extent, { offset: 0, length: 0 }, "nothing").next().done).toBe(true);
  });

  it("refuses a range that leaves the slice, though the file goes on", () => {
    const slice = { name: "slice", start: 5, sizeBytes: 4 };
    expect(() => run(readBytes(slice, { offset: 3, length: 2 }, "two"))).toThrow(malformed);
  });
});

describe("requireWithin()", () => {
  it("says what is missing, and how long the file is", () => {
    const range = { offset: 8, length: 40 };
    expect(() => requireWithin(extent, range, "the header")).toThrow(
      "lib.so is damaged: the header should end at byte 48, but the file has 12 bytes",
    );
  });
});

describe("isWithin()", () => {
  it.each([
    [0, 12, true],
    [12, 0, true],
    [0, 13, false],
    [-1, 2, false],
    [2, -1, false],
    [2 ** 60, 2 ** 60, false],
  ])("offset %d, length %d: %s", (offset, length, expected) => {
    expect(isWithin(extent, offset, length)).toBe(expected);
  });
});
