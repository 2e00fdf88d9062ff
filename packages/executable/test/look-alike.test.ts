import { describe, expect, it } from "vitest";
import { describeLookAlike } from "../src/look-alike.js";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe("describeLookAlike()", () => {
  it.each<[Uint8Array, string]>([
    [text("#!/usr/bin/env node\nconsole.log(1)\n"), "it is a script for /usr/bin/env node"],
    [text("<!DOCTYPE html>\n<html>"), "it is an HTML page"],
    [text("\ufeff  <html lang=de>"), "it is an HTML page"],
    [text("<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>"), "it is an XML document"],
    [text('{"error":"not_found"}'), "it looks like JSON"],
    [text("version https://git-lfs.github.com/spec/v1\noid sha256:1"), "it is a Git LFS pointer"],
    [text("Not Found"), 'it is text: "Not Found"'],
    [
      text("!<arch>\ndebian-binary"),
      "it is an ar archive (static library, import library or Debian package)",
    ],
    [Uint8Array.from([0x1f, 0x8b, 8, 0]), "it is a gzip archive"],
    [Uint8Array.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), "it is an xz archive"],
    [Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd]), "it is a zstd archive"],
    [Uint8Array.from([0x50, 0x4b, 3, 4]), "it is a zip archive"],
    [Uint8Array.from([0, 0x61, 0x73, 0x6d]), "it is a WebAssembly module"],
    [Uint8Array.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61]), "it is compiled Java"],
    [Uint8Array.from([0x4d, 0x5a, 0x90]), "it is an MS-DOS program"],
    [new Uint8Array(512), "it begins with zeros only"],
    [Uint8Array.from([0x93, 0x01, 0xff]), "it begins with the bytes 93 01 ff"],
  ])("tells %#: %s", (head, expected) => {
    expect(describeLookAlike(head, head.length)).toBe(expected);
  });

  it("tells an empty file", () => {
    expect(describeLookAlike(new Uint8Array(), 0)).toBe("the file is empty");
  });

  it("tells a tar archive by the mark in its middle", () => {
    const head = new Uint8Array(512);
    head.set(text("package/bin/node"));
    head.set(text("ustar"), 257);
    expect(describeLookAlike(head, 10_240)).toBe("it is a tar archive");
  });
});
