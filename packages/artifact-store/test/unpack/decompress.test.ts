import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ByteSource } from "../../src/unpack/byte-source.js";
import { corrupt, gunzip, truncated, unzstd } from "../../src/unpack/decompress.js";
import { collect, noise, pieces } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";

const content = Buffer.concat([noise(2_000_000), Buffer.alloc(3_000_000, "node")]);
const source = (bytes: Buffer, step?: number): ByteSource =>
  new ByteSource(pieces(bytes, step), { doing: "Cannot unpack", signal: undefined, onBytes: () => {} });

describe.each([
  ["gunzip", gunzip, (bytes: Buffer) => gzipSync(bytes, { level: 1 })],
  ["unzstd", unzstd, (bytes: Buffer) => zstdCompressSync(bytes)],
] as const)("%s", (_, decompress, compress) => {
  const compressed = compress(content);
  const run = (bytes: Buffer, step?: number): Promise<Buffer> =>
    collect(decompress(source(bytes, step), "a.tar"));

  test.each([undefined, 1000, 70_000])("undoes it in pieces of %s bytes", async (step) => {
    expect((await run(compressed, step)).equals(content)).toBe(true);
  });

  test("takes several parts in a row for one file, wherever they are cut", async () => {
    const small = compress(Buffer.from("second"));
    for (const step of [undefined, 3, 1001]) {
      const found = await run(Buffer.concat([compress(Buffer.from("first ")), small, small]), step);
      expect(String(found)).toBe("first secondsecond");
    }
    const large = await run(Buffer.concat([compressed, compressed, small]));
    expect(large.length).toBe(2 * content.length + 6);
  });

  test("allows zeros behind it", async () => {
    expect(String(await run(Buffer.concat([compress(Buffer.from("x")), Buffer.alloc(1000)])))).toBe("x");
  });

  test("ERR_ARTIFACT_CORRUPT: something else behind it", async () => {
    await failure(
      run(Buffer.concat([compress(Buffer.from("x")), Buffer.from("something else")])),
      "ERR_ARTIFACT_CORRUPT",
    );
  });

  test("ERR_ARTIFACT_CORRUPT: damage within", async () => {
    const damaged = Buffer.from(compressed);
    damaged.fill(0xff, 1_000_000, 1_000_400);
    const found = await run(damaged).catch((error: unknown) => error);
    if (Buffer.isBuffer(found)) {
      // zstd without checksum stores noise as it is, and cannot tell.
      expect(decompress).toBe(unzstd);
    } else {
      expect(found).toMatchObject({ code: "ERR_ARTIFACT_CORRUPT" });
    }
    const badHeader = Buffer.from(compressed);
    badHeader[2] = 0xff;
    await failure(run(badHeader), "ERR_ARTIFACT_CORRUPT");
  });

  test("what the source throws is passed on, also after the end of the data", async () => {
    const failing = async function* (after: number): AsyncGenerator<Buffer> {
      yield* pieces(compressed.subarray(0, after), 600_000);
      throw new RangeError("wrong digest");
    };
    const late = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.concat([compressed, Buffer.alloc(1000)]);
      yield Buffer.alloc(600_000);
      yield Buffer.alloc(600_000);
      throw new RangeError("wrong digest");
    };
    const padded = new ByteSource(late(), { doing: "", signal: undefined, onBytes: () => {} });
    await expect(collect(decompress(padded, "a.tar"))).rejects.toThrow(RangeError);
    for (const after of [1_000_000, compressed.length]) {
      const input = new ByteSource(failing(after), { doing: "", signal: undefined, onBytes: () => {} });
      await expect(collect(decompress(input, "a.tar"))).rejects.toThrow(RangeError);
    }
  });

  test("lets go of its source when nobody reads on", async () => {
    let isEnded = false;
    const input = async function* (): AsyncGenerator<Buffer> {
      try {
        yield* pieces(compressed, 600_000);
      } finally {
        isEnded = true;
      }
    };
    const bytes = new ByteSource(input(), { doing: "", signal: undefined, onBytes: () => {} });
    for await (const _chunk of decompress(bytes, "a.tar")) {
      break;
    }
    expect(isEnded).toBe(true);
  });
});

describe("gunzip", () => {
  const compressed = gzipSync(content, { level: 1 });

  test.each([0.01, 0.5, 0.999_999])("ERR_ARTIFACT_TRUNCATED: cut at %d", async (part) => {
    await failure(
      collect(gunzip(source(compressed.subarray(0, Math.floor(compressed.length * part))), "a.tar")),
      "ERR_ARTIFACT_TRUNCATED",
    );
  });
});

describe("unzstd", () => {
  test("skips frames without content, as pzstd writes them", async () => {
    const skippable = Buffer.from("502a4d1804000000ffffffff", "hex");
    const frame = zstdCompressSync(Buffer.from("x"));
    const found = await collect(unzstd(source(Buffer.concat([skippable, frame, skippable, frame])), "a.tar"));
    expect(String(found)).toBe("xx");
  });
});

describe("corrupt and truncated", () => {
  test("name the archive and keep the cause", () => {
    const cause = new Error("inner");
    expect(corrupt("a.tar", "it is bad", cause)).toMatchObject({
      message: "Cannot unpack a.tar: it is bad",
      cause,
    });
    expect(truncated("a.tar", cause)).toMatchObject({ code: "ERR_ARTIFACT_TRUNCATED", cause });
  });
});
