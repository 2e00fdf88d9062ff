import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodeBody } from "../../src/http/decode-body.js";
import { thrown } from "../helpers/errors.js";

const answer = (coding: string | undefined, body: Buffer): Parameters<typeof decodeBody>[0] => ({
  url: "http://a.example/",
  status: 200,
  headers: coding === undefined ? {} : { "content-encoding": coding },
  body: Readable.from([body]),
});

describe("decodeBody", () => {
  test.each([
    [undefined, Buffer.from("content")],
    ["identity", Buffer.from("content")],
    ["gzip", gzipSync("content")],
    ["GZIP", gzipSync("content")],
    ["x-gzip", gzipSync("content")],
    ["deflate", deflateSync("content")],
    ["br", brotliCompressSync("content")],
    ["zstd", zstdCompressSync("content")],
  ])("undoes %s", async (coding, body) => {
    expect(await text(decodeBody(answer(coding, body)))).toBe("content");
  });

  test("fails for a body that is damaged or cut", async () => {
    await expect(text(decodeBody(answer("gzip", Buffer.from("content"))))).rejects.toThrow();
    await expect(text(decodeBody(answer("gzip", gzipSync("content").subarray(0, 12))))).rejects.toThrow();
  });

  test.each(["compress", "gzip, br", "constructor"])("refuses %s", (coding) => {
    thrown(() => decodeBody(answer(coding, Buffer.from(""))), "ERR_ARTIFACT_FORMAT");
  });
});
