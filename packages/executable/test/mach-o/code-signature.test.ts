import { describe, expect, it } from "vitest";
import { type CodeSignature, readCodeSignature } from "../../src/mach-o/code-signature.js";
import { readMachHeader } from "../../src/mach-o/commands.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { machProgram } from "../support/mach-program.js";
import { parseWith } from "../support/parse-with.js";

function* signatureOf(extent: Extent): Parsing<CodeSignature | undefined> {
  const header = yield* readMachHeader(extent);
  return header === undefined ? undefined : yield* readCodeSignature(extent, header);
}

const signed = machProgram({ signature: "ad-hoc" });
const { offset } = parseWith(signed, signatureOf) ?? { offset: 0 };

describe("readCodeSignature()", () => {
  it("tells a signature ad hoc from one with a certificate, and from none", () => {
    expect(parseWith(signed, signatureOf)).toMatchObject({
      isCertified: false,
      directories: [{ flags: 2, identifier: "program", algorithm: "sha256", hashBytes: 32, pageBytes: 4096 }],
    });
    expect(parseWith(machProgram({ signature: "certified" }), signatureOf)).toMatchObject({
      isCertified: true,
    });
    expect(parseWith(machProgram(), signatureOf)).toBeUndefined();
  });

  it.each<readonly [what: string, at: number, value: number, message: string]>([
    ["another magic", 0, 0, "its signature is none"],
    ["thousands of parts", 10, 0x7f, "its signature is none"],
    ["a directory elsewhere", 18, 0x7f, "the signature should end at"],
    ["another directory", 28, 0, "its code directory is none"],
    ["pages of no size", 28 + 39, 0, "pages of 2 ** 0 bytes"],
    ["pages of gigabytes", 28 + 39, 31, "pages of 2 ** 31 bytes"],
    ["more hashes than pages", 28 + 28, 0x10, "hashes for"],
    ["more code than there is", 28 + 32, 0x7f, "hashes for"],
    ["a name elsewhere", 28 + 20, 0x7f, "a name should end at"],
  ])("refuses %s", (_what, at, value, message) => {
    const bytes = signed.slice();
    bytes[offset + at] = value;
    expect(() => parseWith(bytes, signatureOf)).toThrow(
      expect.objectContaining({
        code: "ERR_EXECUTABLE_MALFORMED",
        message: expect.stringContaining(message),
      }),
    );
  });
});
