import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksumOf } from "../../src/pe/checksum.js";
import { fileOf } from "../support/file-of.js";

/** Word by word, as the definition has it. */
function plainly(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    sum += (bytes[i] ?? 0) + 256 * (bytes[i + 1] ?? 0);
    sum = (sum & 0xffff) + (sum >>> 16);
  }
  return sum + bytes.length;
}

describe("checksumOf()", () => {
  it("is the sum of the definition for any bytes, of even or odd number", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 50 }), async (bytes) => {
        const isZero = bytes.every((byte) => byte === 0);
        const found = await checksumOf(fileOf(bytes), bytes.length);
        if (!isZero) expect(found).toBe(plainly(bytes));
      }),
    );
  });

  it("is so across chunks", async () => {
    const bytes = Uint8Array.from({ length: 4 * 1024 * 1024 + 5 }, (_, i) => (i % 253) + 2);
    expect(await checksumOf(fileOf(bytes), bytes.length)).toBe(plainly(bytes));
  });
});
