import { describe, expect, it } from "vitest";
import { parseXcoff } from "../src/xcoff.js";
import { parseWith } from "./support/parse-with.js";
import { xcoffFile } from "./support/xcoff-file.js";

const imports = [
  ["", "libc.a", "shr_64.o"],
  ["/opt/lib", "libown.so", ""],
  ["", "", ""],
] as const;

describe("parseXcoff()", () => {
  it.each([
    [64, "ppc64"],
    [32, "ppc"],
  ] as const)("describes a program of %d bit", (bits, arch) => {
    expect(parseWith(xcoffFile({ bits, imports }), parseXcoff)).toEqual({
      format: "xcoff",
      kind: "executable",
      os: "aix",
      arch,
      machine: bits === 64 ? 0x01f7 : 0x01df,
      bits,
      endianness: "big",
      needed: ["libc.a(shr_64.o)", "/opt/lib/libown.so"],
    });
  });

  it.each([
    [0x2002, "shared-library"],
    [0x0002, "executable"],
    [0x0000, "object"],
  ])("takes flags %i as %s", (flags, kind) => {
    expect(parseWith(xcoffFile({ flags }), parseXcoff)?.kind).toBe(kind);
  });

  it.each([32, 64] as const)("refuses a file of %d bit that was cut", (bits) => {
    const file = xcoffFile({ bits, imports });
    expect(() => parseWith(file.subarray(0, file.length - 1), parseXcoff)).toThrow(/a section should end/);
    expect(() => parseWith(file.subarray(0, 40), parseXcoff)).toThrow(/section table should end/);
  });

  it("does not know other magics", () => {
    expect(parseWith(new Uint8Array(64), parseXcoff)).toBeUndefined();
  });
});
