import { type Extent, type Parsing, parseBytes } from "../../src/reader.js";

/** Runs one parser of the package over bytes in memory. */
export function parseWith<T>(bytes: Uint8Array, parser: (extent: Extent) => Parsing<T>): T {
  return parseBytes(bytes, parser({ name: "test.bin", start: 0, sizeBytes: bytes.byteLength }));
}
