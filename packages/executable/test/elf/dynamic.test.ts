import { describe, expect, it } from "vitest";
import { type Dynamic, readDynamic, readNeeded } from "../../src/elf/dynamic.js";
import { readElfHeader } from "../../src/elf/header.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { elfFile } from "../support/elf-file.js";
import { parseWith } from "../support/parse-with.js";

function* dynamicOf(extent: Extent): Parsing<Dynamic | undefined> {
  return yield* readDynamic(extent, yield* readElfHeader(extent));
}

function* neededOf(extent: Extent): Parsing<string[]> {
  const dynamic = yield* dynamicOf(extent);
  return dynamic === undefined ? [] : yield* readNeeded(extent, dynamic);
}

/** The place of the first dynamic entry with this tag in a 64-bit little-endian file. */
function entryAt(file: Uint8Array, tag: number): number {
  const view = new DataView(file.buffer);
  for (let at = file.length - 16; at >= 0; at -= 8) {
    if (Number(view.getBigUint64(at, true)) === tag && file.length > at + 16) return at;
  }
  throw new RangeError(`no tag ${tag}`);
}

const malformed = expect.objectContaining({ code: "ERR_EXECUTABLE_MALFORMED" });

describe("readNeeded()", () => {
  const needed = ["libdl.so.2", "libstdc++.so.6", "libc.so.6"];

  it.each([
    { bits: 64, isLittleEndian: true },
    { bits: 64, isLittleEndian: false },
    { bits: 32, isLittleEndian: true },
    { bits: 32, isLittleEndian: false },
  ] as const)("lists libraries in the file's order: $bits bit, little-endian: $isLittleEndian", (layout) => {
    expect(parseWith(elfFile({ ...layout, needed }), neededOf)).toEqual(needed);
  });

  it("reads by addresses alone: no section headers are needed", () => {
    expect(parseWith(elfFile({ needed, hasSections: false }), neededOf)).toEqual(needed);
  });

  it("refuses a name outside the string table", () => {
    const file = elfFile({ needed: ["libc.so.6"], hasSections: false });
    file.set([0xff, 0xff], entryAt(file, 5) - 16 + 8);
    expect(() => parseWith(file, neededOf)).toThrow(malformed);
  });

  it("refuses thousands of libraries", () => {
    const many = elfFile({ needed: Array.from({ length: 1100 }, () => "x") });
    expect(() => parseWith(many, neededOf)).toThrow(/it needs 1100 libraries/);
  });
});

describe("readDynamic()", () => {
  it("finds none in a static file", () => {
    expect(parseWith(elfFile({ type: 2 }), dynamicOf)).toBeUndefined();
  });

  it("refuses a string table at an address that is not loaded", () => {
    const file = elfFile({ needed: ["libc.so.6"], hasSections: false });
    file.set([0, 0, 0, 0x7f], entryAt(file, 5) + 8);
    expect(() => parseWith(file, dynamicOf)).toThrow(/string table is in no loaded segment/);
  });
});
