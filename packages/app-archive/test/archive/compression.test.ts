import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Compression, compress, inflate } from "../../src/archive/compression.js";

const text = new TextEncoder().encode("all work and no play ".repeat(100));

describe.each<Compression>(["none", "gzip", "brotli", "zstd"])("%s", (compression) => {
  it("gives back any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const found = inflate(compress(bytes, compression), compression);
        expect(Buffer.compare(found, bytes)).toBe(0);
      }),
    );
  });

  it("makes repetitive text smaller, but for none", () => {
    expect(compress(text, compression).length < text.length / 10).toBe(compression !== "none");
  });

  it.skipIf(compression === "none")("says so when bytes cannot be inflated", () => {
    expect(() => inflate(text, compression)).toThrow(
      expect.objectContaining({
        code: "ERR_ARCHIVE_MALFORMED",
        message: expect.stringContaining(`cannot inflate ${compression}: `),
        cause: expect.any(Error),
      }),
    );
  });
});
