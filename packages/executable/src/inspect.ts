import { open } from "node:fs/promises";
import { ExecutableError } from "./errors.js";
import { inspectBytes } from "./inspect-bytes.js";
import { parseExecutable } from "./parse.js";
import { type ByteRange, malformed } from "./reader.js";
import type { ExecutableInfo } from "./types.js";

/** The part of `fs.promises.FileHandle` that inspection uses. It stays open, and its position is left alone. */
export interface FileLike {
  stat(): Promise<{ readonly size: number }>;
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
}

/**
 * Reads the headers of a binary: which target it is for and what it needs to run.
 *
 * Of a path or an open file only the headers are read, some dozen kilobytes of a Node.js binary. The file is data:
 * nothing of it is run, every offset and count is checked, and a file that was cut short is refused.
 *
 * Throws ExecutableError: ERR_EXECUTABLE_UNREADABLE, ERR_EXECUTABLE_UNKNOWN_FORMAT, ERR_EXECUTABLE_MALFORMED.
 */
export async function inspect(input: string | URL | Uint8Array | FileLike): Promise<ExecutableInfo> {
  if (input instanceof Uint8Array) return inspectBytes(input);
  if (typeof input !== "string" && !(input instanceof URL)) return await inspectFile(input, "the file");
  const name = String(input);
  try {
    await using file = await open(input, "r");
    return await inspectFile(file, name);
  } catch (error) {
    if (error instanceof ExecutableError) throw error;
    throw unreadable(name, error);
  }
}

async function inspectFile(file: FileLike, name: string): Promise<ExecutableInfo> {
  const { size } = await file.stat();
  const extent = { name, start: 0, sizeBytes: size };
  const parsing = parseExecutable(extent);
  const read = blockReader(file, size);
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
async function readRange(file: FileLike, { offset, length }: ByteRange): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function unreadable(name: string, cause: unknown): ExecutableError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ExecutableError("ERR_EXECUTABLE_UNREADABLE", `cannot read ${name}: ${why}`, { cause });
}
