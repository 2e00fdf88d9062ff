import { expect, test } from "vitest";
import { parseSignature } from "../src/signature-packet.js";
import { openSigned } from "../src/signed-input.js";
import { armor, clearsign, forgeKey, forgeSignature, packet } from "./support/forge.js";
import { LIST } from "./support/lists.js";

const key = forgeKey();
const code = (value: string): unknown => expect.objectContaining({ code: value });
const body = forgeSignature(key, Buffer.from(LIST));
const signature = packet(2, body);
const binary = parseSignature(body);
const text = parseSignature(forgeSignature(key, Buffer.from(LIST), { type: 0x01 }));
const clearsigned = clearsign(LIST, key);

test("openSigned() reads a clear-signed list: its text, and what a text signature covers", () => {
  const opened = openSigned({ clearsigned });
  expect(opened.text).toBe(LIST);
  expect(opened.signatures).toHaveLength(1);
  expect(Buffer.from(opened.contentFor(text)).toString()).toBe(LIST.replaceAll("\n", "\r\n"));
});

test.each([
  { form: "binary", signature },
  { form: "armored text", signature: armor("SIGNATURE", signature) },
  { form: "armored bytes", signature: Buffer.from(armor("SIGNATURE", signature)) },
])("openSigned() reads a detached signature in the form $form", ({ signature }) => {
  const opened = openSigned({ text: LIST, signature });
  expect(opened.signatures.map((found) => Buffer.from(found))).toEqual([body]);
});

test("openSigned() covers exactly the bytes of a list by a binary signature, and its lines by a text signature", () => {
  const list = LIST.replaceAll("\n", "\r\n");
  const opened = openSigned({ text: Buffer.from(list), signature });
  expect(Buffer.from(opened.contentFor(binary)).toString()).toBe(list);
  expect(Buffer.from(openSigned({ text: LIST, signature }).contentFor(text)).toString()).toBe(list);
});

test("openSigned() has no content for a signature that does not sign data", () => {
  const binding = parseSignature(forgeSignature(key, Buffer.from(LIST), { type: 0x13 }));
  expect(() => openSigned({ text: LIST, signature }).contentFor(binding)).toThrow(code("ERR_GPG_MALFORMED"));
  expect(() => openSigned({ clearsigned }).contentFor(binding)).toThrow(code("ERR_GPG_MALFORMED"));
  expect(() => openSigned({ clearsigned }).contentFor(binary)).toThrow(code("ERR_GPG_MALFORMED"));
});

test("openSigned() holds a clear-signed message to its Hash header", () => {
  const other = clearsigned.replace("Hash: SHA256", "Hash: SHA512");
  expect(() => openSigned({ clearsigned: other }).contentFor(text)).toThrow(code("ERR_GPG_MALFORMED"));
  const none = clearsigned.replace("Hash: SHA256\n", "");
  expect(openSigned({ clearsigned: none }).contentFor(text)).toBeDefined();
});

test("openSigned() passes over padding and marker packets", () => {
  const padded = Buffer.concat([packet(21, Buffer.alloc(9)), packet(10, Buffer.from("PGP")), signature]);
  expect(openSigned({ text: LIST, signature: padded }).signatures).toHaveLength(1);
});

const many = Buffer.concat(Array.from({ length: 17 }, () => signature));
const wide = Buffer.from(LIST, "utf16le");

test.each([
  { name: "an empty signature", input: { text: LIST, signature: "" }, expected: "ERR_GPG_UNSIGNED" },
  {
    name: "an empty binary signature",
    input: { text: LIST, signature: new Uint8Array() },
    expected: "ERR_GPG_UNSIGNED",
  },
  {
    name: "a page for a signature",
    input: { text: LIST, signature: "<html>" },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "prose for a signature",
    input: { text: LIST, signature: "Not Found" },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "two signature blocks",
    input: { text: LIST, signature: armor("SIGNATURE", signature).repeat(2) },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "a key for a signature",
    input: { text: LIST, signature: packet(6, key.body) },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "compressed data for a signature",
    input: { text: LIST, signature: packet(8, signature) },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "padding alone",
    input: { text: LIST, signature: packet(21, Buffer.alloc(9)) },
    expected: "ERR_GPG_UNSIGNED",
  },
  { name: "17 signatures", input: { text: LIST, signature: many }, expected: "ERR_GPG_MALFORMED" },
  {
    name: "a signature of 65 KB",
    input: { text: LIST, signature: "x".repeat(65 * 1024) },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "a list of more than a megabyte",
    input: { text: "\n".repeat(1024 * 1024 + 1), signature },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "a list in Latin-1",
    input: { text: Buffer.from("é", "latin1"), signature },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "a list in UTF-16",
    input: { clearsigned: Buffer.concat([Buffer.from([0xff, 0xfe]), wide]) },
    expected: "ERR_GPG_MALFORMED",
  },
  { name: "half a surrogate pair", input: { text: "\ud800", signature }, expected: "ERR_GPG_MALFORMED" },
])("openSigned() refuses $name", ({ input, expected }) => {
  expect(() => openSigned(input)).toThrow(code(expected));
});
