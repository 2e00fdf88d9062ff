import { describe, expect, it } from "vitest";
import {
  adHocSignatureBytes,
  isOfOurKind,
  writeAdHocSignature,
} from "../../src/mach-o/write-code-directory.js";

const directory = {
  flags: 2,
  identifier: "a",
  algorithm: "sha256",
  hashBytes: 32,
  pageBytes: 4096,
  codeBytes: 1,
  pageCount: 1,
  hashesAt: 0,
} as const;

describe("writeAdHocSignature()", () => {
  const text = { offset: 0, length: 0x8000 };

  it("writes one code directory of the linker's kind", () => {
    const { bytes, hashesAt } = writeAdHocSignature({ identifier: "ä", codeBytes: 10_000, text });
    const view = new DataView(bytes.buffer);
    const words = Array.from({ length: 14 }, (_, i) => view.getUint32(4 * i));
    expect(words.slice(0, 5)).toEqual([0xfade0cc0, bytes.length, 1, 0, 20]);
    expect(words.slice(5)).toEqual([0xfade0c02, bytes.length - 20, 0x20400, 0x20002, 91, 88, 0, 3, 10_000]);
    expect([...bytes.subarray(56, 60)]).toEqual([32, 2, 0, 12]);
    expect(view.getBigUint64(20 + 72)).toBe(0x8000n);
    expect(view.getBigUint64(20 + 80)).toBe(1n);
    expect([...bytes.subarray(108, 111)]).toEqual([0xc3, 0xa4, 0]);
    expect(hashesAt).toBe(111);
    expect(bytes.length).toBe(hashesAt + 3 * 32);
    expect(adHocSignatureBytes({ identifier: "ä", codeBytes: 10_000, text })).toBe(bytes.length);
  });
});

describe("isOfOurKind()", () => {
  it("is false for any other page size, length or algorithm", () => {
    expect(isOfOurKind(directory)).toBe(true);
    expect(isOfOurKind({ ...directory, pageBytes: 16384 })).toBe(false);
    expect(isOfOurKind({ ...directory, hashBytes: 20 })).toBe(false);
    expect(isOfOurKind({ ...directory, algorithm: "sha1" })).toBe(false);
  });
});
