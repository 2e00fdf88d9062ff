import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { detectFormat } from "../../src/unpack/detect-format.js";
import { END_OF_TAR, rawHeader } from "../helpers/tar.js";
import { zip } from "../helpers/zip.js";

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(" ", ""), "hex");

describe("detectFormat", () => {
  test.each([
    ["tar.gz", gzipSync("x")],
    ["tar.zst", zstdCompressSync("x")],
    ["tar.zst", bytes("52 2a 4d 18 04 00 00 00")],
    ["tar.xz", bytes("fd 37 7a 58 5a 00 00 04")],
    ["zip", zip([{ name: "a" }])],
    ["zip", zip([])],
    ["tar", rawHeader({ name: "a" })],
    ["tar", rawHeader({ name: "a", magic: "ustar  \0" })],
    ["tar", rawHeader({ name: "a", magic: "" })],
    ["tar", END_OF_TAR],
  ])("knows %s", (format, head) => {
    expect(detectFormat(head)).toEqual({ format });
  });

  test.each([
    ["7z", bytes("37 7a bc af 27 1c 00 04")],
    ["bzip2", Buffer.from("BZh91AY&SY")],
    ["rar", Buffer.from("Rar!\x1a\x07\x01\0")],
    ["ELF executable", bytes("7f 45 4c 46 02 01 01 00")],
    ["Windows executable", bytes("4d 5a 90 00")],
  ])("knows that it cannot unpack %s", (unsupported, head) => {
    expect(detectFormat(head)).toEqual({ unsupported });
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.alloc(600, "text")],
    ["half a tar header", rawHeader({ name: "a" }).subarray(0, 511)],
    [
      "a tar header with a wrong sum",
      Buffer.concat([Buffer.from("b"), rawHeader({ name: "a" }).subarray(1)]),
    ],
    ["JSON", Buffer.from('{"error":"not found"}')],
  ])("knows no format for %s", (_, head) => {
    expect(detectFormat(head)).toBeUndefined();
  });
});
