import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Scan, scanBinary } from "../../src/inject/scan.js";
import type { ByteRange } from "../../src/reader.js";
import { fileOf } from "../support/file-of.js";
import { nodeTexts } from "../support/node-like.js";

const CHUNK = 4 * 1024 * 1024;

const scan = (bytes: Uint8Array, application?: ByteRange): Promise<Scan> =>
  scanBinary(fileOf(bytes), bytes.length, application);

const placed = (size: number, at: number, texts: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(size);
  bytes.set(texts, at);
  return bytes;
};

describe("scanBinary()", () => {
  const texts = nodeTexts("0", ["code path", "resource exec argv extension", "main code format"]);

  it.each([0, 1, 60, 127, 128, 200, texts.length])(
    "finds texts that begin %d bytes before a chunk's end",
    async (before) => {
      const at = CHUNK - before;
      const bytes = placed(CHUNK + 5000, at, texts);
      expect(await scan(bytes)).toEqual({
        sha256: createHash("sha256").update(bytes).digest("hex"),
        fuses: [{ offset: at + 47, isBlown: false }],
        parts: ["codePath", "execArgv", "mainFormat"],
        isNode: true,
        nodeVersion: "24.1.2",
      });
    },
  );

  it("finds each fuse once, blown or whole, and takes no other byte for one", async () => {
    const bytes = new Uint8Array(3 * CHUNK);
    bytes.set(nodeTexts("1"), CHUNK - 40);
    bytes.set(nodeTexts("0"), 2 * CHUNK - 100);
    bytes.set(nodeTexts("x"), 1000);
    expect((await scan(bytes)).fuses).toEqual([
      { offset: CHUNK + 7, isBlown: true },
      { offset: 2 * CHUNK - 53, isBlown: false },
    ]);
  });

  it("leaves out what an application says", async () => {
    const bytes = placed(2000, 100, texts);
    expect(await scan(bytes, { offset: 50, length: 1000 })).toMatchObject({
      fuses: [],
      parts: [],
      isNode: false,
    });
    expect((await scan(bytes, { offset: 1000, length: 50 })).fuses).toHaveLength(1);
  });

  it("finds nothing in an empty file, and refuses one that becomes shorter", async () => {
    expect(await scan(new Uint8Array())).toMatchObject({ fuses: [], isNode: false });
    await expect(scanBinary(fileOf(new Uint8Array(10)), 20)).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_MALFORMED",
    });
  });
});
