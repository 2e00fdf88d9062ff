import { expect, it } from "vitest";
import { parseFile, readInto, readRange } from "../src/parse-file.js";
import { type Extent, type Parsing, readBytes } from "../src/reader.js";
import { fileOf } from "./support/file-of.js";

const bytes = Uint8Array.from({ length: 700_000 }, (_, i) => i % 251);

it("parseFile() serves ranges within, across and beyond its blocks", async () => {
  const extent = { name: "x", start: 3, sizeBytes: bytes.length - 3 };
  const ranges = [
    [0, 10],
    [16_380, 20],
    [100, 400_000],
    [699_990, 7],
  ] as const;
  function* parse(whole: Extent): Parsing<Uint8Array[]> {
    const parts: Uint8Array[] = [];
    for (const [offset, length] of ranges)
      parts.push((yield* readBytes(whole, { offset, length }, "a part")).slice());
    return parts;
  }
  const parts = await parseFile(fileOf(bytes), extent, parse(extent));
  expect(parts.length).toBe(ranges.length);
  for (const [i, [offset, length]] of ranges.entries()) {
    const expected = bytes.subarray(3 + offset, 3 + offset + length);
    expect(Buffer.compare(parts[i] ?? new Uint8Array(), expected)).toBe(0);
  }
});

it("readRange() and readInto() read until the range is full or the file ends", async () => {
  expect((await readRange(fileOf(bytes), { offset: 1, length: 650_000 })).length).toBe(650_000);
  expect((await readRange(fileOf(bytes), { offset: 699_000, length: 5000 })).length).toBe(1000);
  expect(await readInto(fileOf(bytes), new Uint8Array(10), 699_995)).toBe(5);
});
