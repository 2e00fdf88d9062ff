import { type ByteRange, type Extent, malformed, type Parsing } from "./reader.js";

/** The part of `fs.promises.FileHandle` that parsers use. It stays open, and its position is left alone. */
export interface FileLike {
  stat(): Promise<{ readonly size: number }>;
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
}

/** Runs a parse over an open file, with a handful of small reads. */
export async function parseFile<T>(file: FileLike, extent: Extent, parsing: Parsing<T>): Promise<T> {
  const read = blockReader(file, extent.start + extent.sizeBytes);
  let step = parsing.next();
  while (!step.done) {
    const { length } = step.value;
    const bytes = await read(step.value);
    if (bytes.byteLength !== length) throw malformed(extent, "it became shorter while it was read");
    step = parsing.next(bytes);
  }
  return step.value;
}

/** Headers lie close together: small reads are served from blocks of this size, each read once. */
const BLOCK_BYTES = 16 * 1024;

/** How many blocks are kept: enough for every file seen, and a bound for those that jump about. */
const MAX_BLOCKS = 64;

function blockReader(file: FileLike, sizeBytes: number): (range: ByteRange) => Promise<Uint8Array> {
  const blocks = new Map<number, Uint8Array>();
  const readBlock = async (start: number): Promise<Uint8Array> => {
    const kept = blocks.get(start);
    if (kept !== undefined) return kept;
    const block = await readRange(file, { offset: start, length: Math.min(BLOCK_BYTES, sizeBytes - start) });
    if (blocks.size === MAX_BLOCKS) blocks.clear();
    blocks.set(start, block);
    return block;
  };
  return async ({ offset, length }) => {
    const start = offset - (offset % BLOCK_BYTES);
    const end = offset + length;
    if (end > start + BLOCK_BYTES) return await readRange(file, { offset, length });
    const block = await readBlock(start);
    return block.subarray(offset - start, end - start);
  };
}

/** Reads until the range is full or the file ends. */
export async function readRange(file: FileLike, { offset, length }: ByteRange): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, await readInto(file, bytes, offset));
}

/** Reads until the bytes are full or the file ends; how many were read. */
export async function readInto(file: FileLike, bytes: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < bytes.byteLength) {
    const { bytesRead } = await file.read(bytes, filled, bytes.byteLength - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
