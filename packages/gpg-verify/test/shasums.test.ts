import fc from "fast-check";
import { expect, test } from "vitest";
import { parseShasums } from "../src/shasums.js";
import { LIST } from "./support/lists.js";

const sha256 = "0123456789abcdef".repeat(4);
const sha1 = "0123456789".repeat(4);

test("parseShasums() reads every line of a list, in order", () => {
  const shasums = parseShasums(LIST);
  expect([...shasums.keys()]).toEqual([
    "node-v24.1.0-linux-x64.tar.gz",
    "node-v24.1.0-x64.msi",
    "node-v24.1.0.tar.gz",
    "win-x64/node.exe",
  ]);
  expect(shasums.get("win-x64/node.exe")).toEqual({ algorithm: "sha256", hex: "d".repeat(64) });
});

test.each([
  { name: "SHA-1 digests", text: `${sha1}  node.exe\n`, digest: { algorithm: "sha1", hex: sha1 } },
  { name: "binary markers", text: `${sha256} *node.exe\n`, digest: { algorithm: "sha256", hex: sha256 } },
  {
    name: "upper-case digits",
    text: `${sha256.toUpperCase()}  node.exe\n`,
    digest: { algorithm: "sha256", hex: sha256 },
  },
  { name: "CRLF", text: `${sha256}  node.exe\r\n`, digest: { algorithm: "sha256", hex: sha256 } },
  {
    name: "empty lines",
    text: `\n\r\n${sha256}  node.exe\n\n`,
    digest: { algorithm: "sha256", hex: sha256 },
  },
  { name: "no line end", text: `${sha256}  node.exe`, digest: { algorithm: "sha256", hex: sha256 } },
])("parseShasums() reads a list with $name", ({ text, digest }) => {
  expect([...parseShasums(text)]).toEqual([["node.exe", digest]]);
});

test.each([
  { name: "a digit too few", line: `${sha256.slice(1)}  a` },
  { name: "a digit too many", line: `${sha256}0  a` },
  { name: "a digest of no known length", line: `${"0".repeat(128)}  a` },
  { name: "a letter that is no digit", line: `${sha256.slice(1)}g  a` },
  { name: "one space", line: `${sha256} a` },
  { name: "three spaces", line: `${sha256}   a` },
  { name: "a tab", line: `${sha256}\t\ta` },
  { name: "no name", line: `${sha256}  ` },
  { name: "a digest alone", line: sha256 },
  { name: "a space before it", line: ` ${sha256}  a` },
  { name: "a space after it", line: `${sha256}  a ` },
  { name: "a comment", line: `${sha256}  a # b` },
  { name: "GNU's escape mark", line: `\\${sha256}  a\\nb` },
  { name: "NUL", line: `${sha256}  a\0b` },
  { name: "a carriage return", line: `${sha256}  a\rb` },
  { name: "a terminal escape", line: `${sha256}  a\x1b[2K` },
  { name: "DEL", line: `${sha256}  a\x7f` },
  { name: "a Unicode line separator", line: `${sha256}  a\u2028${sha256}  b` },
  { name: "a right-to-left override", line: `${sha256}  a\u202eb` },
  { name: "a look-alike letter", line: `${sha256}  n\u043ede.exe` },
  { name: "an absolute path", line: `${sha256}  /etc/passwd` },
  { name: "a path that climbs", line: `${sha256}  a/../../b` },
  { name: "a path that stays", line: `${sha256}  ./a` },
  { name: "an empty segment", line: `${sha256}  a//b` },
  { name: "a directory", line: `${sha256}  a/` },
  { name: "a backslash", line: `${sha256}  a\\b` },
  { name: "a name of 256 characters", line: `${sha256}  ${"a".repeat(256)}` },
  { name: "a byte order mark", line: `\uFEFF${sha256}  a` },
  { name: "prose", line: "Not Found" },
])("parseShasums() refuses a line with $name and gives its number", ({ line }) => {
  expect(() => parseShasums(`${sha256}  good\n\n${line}\n`)).toThrow(
    expect.objectContaining({ code: "ERR_GPG_SHASUMS", line: 3 }),
  );
});

test.each([
  { name: "with another digest", second: "f".repeat(64) },
  { name: "with the same digest", second: sha256 },
])("parseShasums() refuses a file that is listed twice $name", ({ second }) => {
  expect(() => parseShasums(`${sha256}  a\n${second}  a\n`)).toThrow(
    expect.objectContaining({ code: "ERR_GPG_SHASUMS", line: 2, message: expect.stringContaining("twice") }),
  );
});

test("parseShasums() refuses digests of two kinds in one list", () => {
  expect(() => parseShasums(`${sha256}  a\n${sha1}  b\n`)).toThrow(
    expect.objectContaining({ code: "ERR_GPG_SHASUMS", line: 2 }),
  );
});

test.each(["", "\n\n", "\r\n"])("parseShasums() refuses the empty list %j", (text) => {
  expect(() => parseShasums(text)).toThrow(
    expect.objectContaining({ code: "ERR_GPG_SHASUMS", line: undefined }),
  );
});

test("parseShasums() refuses a text of more than a megabyte", () => {
  expect(() => parseShasums("\n".repeat(1024 * 1024 + 1))).toThrow(
    expect.objectContaining({ code: "ERR_GPG_SHASUMS" }),
  );
});

test("parseShasums() does not confuse names with what every object has", () => {
  const shasums = parseShasums(`${sha256}  __proto__\n${sha256}  constructor\n`);
  expect([...shasums.keys()]).toEqual(["__proto__", "constructor"]);
  expect(shasums.get("toString")).toBeUndefined();
});

test("parseShasums() throws nothing but GpgError, whatever the text", () => {
  const line = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.constant(`${sha256}  a`),
    fc.constant(`${sha1} *b`),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), fc.constantFrom("\n", "\r\n", "\r"), (lines, separator) => {
      try {
        expect(parseShasums(lines.join(separator)).size).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ name: "GpgError", code: "ERR_GPG_SHASUMS" });
      }
    }),
  );
});

test("parseShasums() reads back any list", () => {
  const name = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}(\/[a-z0-9][a-z0-9._-]{0,20})?$/);
  const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
  fc.assert(
    fc.property(fc.dictionary(name, hex, { minKeys: 1, noNullPrototype: true }), (digests) => {
      const text = Object.entries(digests)
        .map(([file, digest]) => `${digest}  ${file}\n`)
        .join("");
      expect(Object.fromEntries([...parseShasums(text)].map(([file, digest]) => [file, digest.hex]))).toEqual(
        digests,
      );
    }),
  );
});
