import { createHash } from "node:crypto";

/** Bytes that no compressor makes small, the same at every run. */
export function noise(sizeBytes: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = seed;
  for (let i = 0; i < sizeBytes; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

export function digestOf(algorithm: string, bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest("hex");
}

/** The bytes as a stream of pieces of this size. */
export async function* pieces(bytes: Buffer, sizeBytes?: number): AsyncGenerator<Buffer, void, undefined> {
  const step = sizeBytes ?? Math.max(1, bytes.length);
  for (let at = 0; at < bytes.length; at += step) {
    yield bytes.subarray(at, at + step);
  }
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) {
    // A decompressor takes its chunks back.
    all.push(Buffer.from(chunk));
  }
  return Buffer.concat(all);
}
