import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ByteSource, PIECE_BYTES, readFileBytes } from "../../src/unpack/byte-source.js";
import { collect, noise, pieces } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const content = noise(1_500_000);

function source(
  input: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): ByteSource & { readonly counted: () => number } {
  let counted = 0;
  const onBytes = (bytes: number): void => {
    counted += bytes;
  };
  return Object.assign(new ByteSource(input, { doing: "Cannot unpack", signal, onBytes }), {
    counted: () => counted,
  });
}

describe("ByteSource", () => {
  test("shows the beginning and gives everything, in large pieces", async () => {
    const bytes = source(pieces(content, 1000));
    expect((await bytes.peek(5000)).equals(content.subarray(0, 5000))).toBe(true);
    const found: Buffer[] = [];
    for await (const piece of bytes) {
      found.push(piece);
    }
    expect(Buffer.concat(found).equals(content)).toBe(true);
    expect(found.slice(0, -1).every((piece) => piece.length >= PIECE_BYTES)).toBe(true);
    expect(bytes.counted()).toBe(content.length);
  });

  test("shows less where there is no more", async () => {
    const bytes = source(pieces(Buffer.from("short"), 2));
    expect(String(await bytes.peek(512))).toBe("short");
    expect(String(await collect(bytes))).toBe("short");
    expect((await source(pieces(Buffer.alloc(0))).peek(512)).length).toBe(0);
  });

  test("takes views into larger buffers for what they are", async () => {
    const view = new Uint8Array(Buffer.from("0123456789").buffer, Buffer.from("x").byteOffset, 0);
    const part = new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4);
    const input = (async function* () {
      yield view;
      yield part;
    })();
    expect([...(await collect(source(input)))]).toEqual([1, 2, 3]);
  });

  test("passes on what its input throws, and ends an input that is not read to its end", async () => {
    let isEnded = false;
    const input = async function* (): AsyncGenerator<Buffer> {
      try {
        yield Buffer.alloc(PIECE_BYTES);
        yield Buffer.alloc(PIECE_BYTES);
        throw new RangeError("no more");
      } finally {
        isEnded = true;
      }
    };
    await expect(collect(source(input()))).rejects.toThrow(RangeError);
    isEnded = false;
    for await (const _ of source(input())) {
      break;
    }
    expect(isEnded).toBe(true);
  });

  test("stops when called off, also while an input is silent for ever", async () => {
    await failure(source(pieces(content), AbortSignal.abort()).peek(1), "ERR_ARTIFACT_ABORTED");
    const silent = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from("first");
      await new Promise(() => {});
    };
    const bytes = source(silent(), AbortSignal.timeout(30));
    await failure(collect(bytes), "ERR_ARTIFACT_ABORTED");
    await bytes.close();
  });
});

describe("readFileBytes", () => {
  test("reads a file, and names one that is missing", async () => {
    const path = join(temporaryDirectory(), "file");
    await failure(collect(readFileBytes(path)), "ERR_ARTIFACT_NOT_FOUND");
    writeFileSync(path, content);
    expect((await collect(readFileBytes(path))).equals(content)).toBe(true);
  });
});
