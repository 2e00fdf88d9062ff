import fc from "fast-check";
import { expect, test } from "vitest";
import { crc24, isArmorLine, readArmor, splitLines, trimBlanks } from "../src/armor.js";
import { armor } from "./support/forge.js";

const malformed: unknown = expect.objectContaining({ code: "ERR_GPG_MALFORMED" });
const bytes = Buffer.from("some bytes that take more than one line of base64 when they are armored");
const block = armor("SIGNATURE", bytes);
const read = (text: string): string[] =>
  readArmor(splitLines(text), "SIGNATURE").map((found) => Buffer.from(found).toString());

test("readArmor() reads back any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (content) => {
      const [found] = readArmor(splitLines(armor("SIGNATURE", content)), "SIGNATURE");
      expect(Buffer.from(found ?? []).equals(content)).toBe(true);
    }),
  );
});

test.each([
  { name: "LF", text: block },
  { name: "CRLF", text: block.replaceAll("\n", "\r\n") },
  {
    name: "headers",
    text: armor("SIGNATURE", bytes, ["Version: GnuPG v2", "Comment: GPGTools - http://gpgtools.org"]),
  },
  { name: "an empty header", text: armor("SIGNATURE", bytes, ["Comment:"]) },
  { name: "blanks at line ends", text: block.replaceAll("\n", " \t\n") },
  { name: "no checksum", text: block.replace(/\n=.{4}\n/, "\n") },
  { name: "text around it", text: `above\n${block}below` },
])("readArmor() reads a block with $name", ({ text }) => {
  expect(read(text)).toEqual([bytes.toString()]);
});

test("readArmor() reads several blocks, and none of another kind", () => {
  expect(read(block + armor("PUBLIC KEY BLOCK", bytes) + block)).toHaveLength(2);
});

test.each([
  { name: "a wrong checksum", text: block.replace(/\n=.{4}\n/, "\n=AAAA\n") },
  { name: "a changed character", text: block.replace("c29t", "c29u") },
  { name: "no END line", text: block.replace(/-----END.*/, "") },
  { name: "no empty line", text: block.replace("\n\n", "\n") },
  { name: "a header that is none", text: block.replace("\n\n", "\ninjected\n\n") },
  { name: "a header with NUL", text: block.replace("\n\n", "\nComment: a\0b\n\n") },
  { name: "a line that is not base64", text: block.replace("c29t", "c2!t") },
  { name: "padding in the middle", text: block.replace("c29t", "c2==") },
  { name: "a length that is not base64's", text: block.replace("c29t", "c29") },
  { name: "a Unicode line separator for an empty line", text: block.replace("\n\n", "\n\u2028\n") },
  { name: "no content", text: "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n" },
  {
    name: "bits that no byte owns",
    text: "-----BEGIN PGP SIGNATURE-----\n\nQR==\n-----END PGP SIGNATURE-----\n",
  },
])("readArmor() refuses a block with $name", ({ text }) => {
  expect(() => read(text)).toThrow(malformed);
});

test("splitLines() splits at LF and CRLF alone", () => {
  expect(splitLines("a\r\nb\nc\rd\u2028e\u0085f\r\r\n")).toEqual(["a", "b", "c\rd\u2028e\u0085f\r", ""]);
});

test.each([
  { line: "-----BEGIN PGP SIGNATURE-----", is: true },
  { line: "-----BEGIN PGP SIGNATURE----- \t", is: true },
  { line: " -----BEGIN PGP SIGNATURE-----", is: false },
  { line: "- -----BEGIN PGP SIGNATURE-----", is: false },
  { line: "-----BEGIN PGP SIGNATURE-----\u00a0", is: false },
  { line: "-----BEGIN PGP SIGNATURE----", is: false },
  { line: "-----END PGP SIGNATURE-----", is: false },
])("isArmorLine() says $is of $line", ({ line, is }) => {
  expect(isArmorLine(line, "BEGIN", "SIGNATURE")).toBe(is);
});

test("trimBlanks() takes spaces and tabs from the end, and no time over a long line of them", () => {
  expect(trimBlanks(" a \t \t")).toBe(" a");
  expect(trimBlanks("a\r\f\u00a0")).toBe("a\r\f\u00a0");
  const line = `${" ".repeat(1_000_000)}x`;
  const start = process.cpuUsage();
  expect(trimBlanks(line)).toBe(line);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
});

test("crc24() computes the checksum of RFC 9580", () => {
  expect(crc24(Buffer.from(""))).toBe("twTO");
  expect(Buffer.from(crc24(Buffer.from("123456789")), "base64").toString("hex")).toBe("21cf02");
});
