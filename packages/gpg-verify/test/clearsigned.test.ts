import { expect, test } from "vitest";
import { looksLikeMarkup, splitClearsigned, webPage } from "../src/clearsigned.js";
import { armor, wrapClearsigned } from "./support/forge.js";

const signature = armor("SIGNATURE", Buffer.from("not looked into here"));
const message = wrapClearsigned("first\n- -----dashed\nlast \t\n", signature, "Hash: SHA256");

const code = (value: string): unknown => expect.objectContaining({ code: value });

test("splitClearsigned() gives the text without escapes and blanks at line ends", () => {
  const { body, announcedHashes, hasUnsignedText } = splitClearsigned(message);
  expect(body).toBe("first\n-----dashed\nlast\n");
  expect(announcedHashes).toEqual(["sha256"]);
  expect(hasUnsignedText).toBe(false);
});

test("splitClearsigned() reads CRLF as LF", () => {
  expect(splitClearsigned(message.replaceAll("\n", "\r\n"))).toEqual(splitClearsigned(message));
});

test("splitClearsigned() passes over a byte order mark", () => {
  expect(splitClearsigned(`\uFEFF${message}`)).toEqual(splitClearsigned(message));
});

test.each([
  { headers: ["Hash: SHA256", "Hash: SHA512"], names: ["sha256", "sha512"] },
  { headers: ["Hash: SHA1, SHA3-256"], names: ["sha1", "sha3-256"] },
  { headers: [], names: [] },
])("splitClearsigned() reads the headers $headers", ({ headers, names }) => {
  expect(splitClearsigned(wrapClearsigned("text", signature, ...headers)).announcedHashes).toEqual(names);
});

test.each([
  { where: "before", text: `trust me\n${message}` },
  { where: "after", text: `${message}\ntrust me\n` },
])("splitClearsigned() leaves out the text $where the message, and says so", ({ text }) => {
  const { body, hasUnsignedText } = splitClearsigned(text);
  expect(body).not.toContain("trust");
  expect(hasUnsignedText).toBe(true);
});

test("splitClearsigned() does not call empty lines around the message text", () => {
  expect(splitClearsigned(`\n\r\n${message}\n \n`).hasUnsignedText).toBe(false);
});

test.each([
  { name: "without BEGIN", text: "digest  file\n", expected: "ERR_GPG_UNSIGNED" },
  {
    name: "without its signature",
    text: message.replace(/-----BEGIN PGP SIGNATURE[\s\S]*/, ""),
    expected: "ERR_GPG_UNSIGNED",
  },
  { name: "that is cut off in the signature", text: message.slice(0, -40), expected: "ERR_GPG_MALFORMED" },
  {
    name: "without an empty line",
    text: "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256",
    expected: "ERR_GPG_MALFORMED",
  },
  { name: "that is empty", text: " \n", expected: "ERR_GPG_MALFORMED" },
  { name: "that is a web page", text: "<!DOCTYPE html>\n<p>404", expected: "ERR_GPG_MALFORMED" },
  {
    name: "that is another PGP message",
    text: armor("MESSAGE", Buffer.from("x")),
    expected: "ERR_GPG_UNSUPPORTED",
  },
])("splitClearsigned() refuses an input $name", ({ text, expected }) => {
  expect(() => splitClearsigned(text)).toThrow(code(expected));
});

test.each([
  "NotDashEscaped: You need GnuPG to verify this message",
  "Comment: hello",
  "Hash: SHA256 x",
  "Hash:SHA256",
  "hash: SHA256",
  "Hash: SHA256\0",
  "0000  node.tar.gz",
])("splitClearsigned() refuses the header %j", (header) => {
  expect(() => splitClearsigned(wrapClearsigned("text", signature, header))).toThrow(
    code("ERR_GPG_MALFORMED"),
  );
});

test.each([
  { name: "a line with an unescaped dash", text: wrapClearsigned("-dash", signature) },
  { name: "a second message after it", text: message + message },
  { name: "a second signature after it", text: message + signature },
  { name: "a key block before it", text: armor("PUBLIC KEY BLOCK", Buffer.from("x")) + message },
  {
    name: "a message inside it",
    text: wrapClearsigned("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nx", signature),
  },
])("splitClearsigned() refuses $name", ({ text }) => {
  expect(() => splitClearsigned(text)).toThrow(code("ERR_GPG_MALFORMED"));
});

test.each([
  { text: "<html>", is: true },
  { text: "\uFEFF \n<!doctype HTML>", is: true },
  { text: "<?xml version='1.0'?><Error>", is: true },
  { text: "0000  <html>", is: false },
])("looksLikeMarkup() says $is of $text", ({ text, is }) => {
  expect(looksLikeMarkup(text)).toBe(is);
});

test("webPage() names what was expected and where to look", () => {
  expect(webPage("signature")).toMatchObject({
    message: "The signature is a web page (HTML or XML)",
    hint: expect.stringContaining("URL"),
  });
});
