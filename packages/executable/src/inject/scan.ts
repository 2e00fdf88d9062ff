import { createHash } from "node:crypto";
import { ExecutableError } from "../errors.js";
import { type FileLike, readInto } from "../parse-file.js";
import type { ByteRange } from "../reader.js";
import { MARK_TEXT_BYTES, partOfMark, READ_MARK, SEA_PARTS, type SeaPart, VFS_MARK } from "../sea/format.js";

/** What is found by reading a whole binary once. */
export interface Scan {
  readonly sha256: string;
  /** The places of the byte that says whether an application is inside. */
  readonly fuses: readonly Fuse[];
  readonly parts: readonly SeaPart[];
  /** Whether a Node.js is inside, of any age. */
  readonly isNode: boolean;
  /** The version that the binary says it is: `24.21.0`. Builds of one's own may not say it. */
  readonly nodeVersion?: string;
}

interface Fuse {
  /** Where its last byte stands, the one that is changed. */
  readonly offset: number;
  readonly isBlown: boolean;
}

/** In two pieces, so that a packed copy of this file does not look like a fuse. */
const FUSE = ["NODE_SEA_FUSE", "fce680ab2cc467b6e072b8b5df1996b2:"].join("_");

/** The name of a built-in module that every Node.js since version 11 has. */
const NODE_MARK = "internal/bootstrap/node";
const VERSION_MARK = "nodejs.org/download/release/v";

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Longer than any text that is looked for: it may stand across two chunks. */
const OVERLAP_BYTES = 128;

/**
 * Reads all of a file, once: its digest, and the texts that tell what Node.js is in it. Texts in an application that
 * is inside say nothing about that.
 */
export async function scanBinary(
  file: FileLike,
  sizeBytes: number,
  application: ByteRange = { offset: 0, length: 0 },
): Promise<Scan> {
  const hash = createHash("sha256");
  const texts = new Texts(application);
  const buffer = Buffer.alloc(OVERLAP_BYTES + CHUNK_BYTES);
  let keptBytes = 0;
  for (let offset = 0; offset < sizeBytes; ) {
    const fresh = buffer.subarray(keptBytes, keptBytes + Math.min(CHUNK_BYTES, sizeBytes - offset));
    await fill(file, fresh, offset);
    hash.update(fresh);
    const chunk = buffer.subarray(0, keptBytes + fresh.length);
    const start = offset - keptBytes;
    offset += fresh.length;
    // A text that begins in the overlap is found with the next chunk, whole.
    const end = offset === sizeBytes ? chunk.length : Math.max(0, chunk.length - OVERLAP_BYTES);
    texts.search(chunk, start, end);
    keptBytes = chunk.length - end;
    buffer.copyWithin(0, end, chunk.length);
  }
  return { sha256: hash.digest("hex"), ...texts.found() };
}

async function fill(file: FileLike, into: Buffer, position: number): Promise<void> {
  const bytesRead = await readInto(file, into, position);
  if (bytesRead === into.length) return;
  throw new ExecutableError("ERR_EXECUTABLE_MALFORMED", "the file became shorter while it was read");
}

/** The texts of one binary, found chunk by chunk. */
class Texts {
  readonly #application: ByteRange;
  readonly #fuses: Fuse[] = [];
  readonly #parts = new Set<SeaPart>();
  #isNode = false;
  #nodeVersion: string | undefined;

  constructor(application: ByteRange) {
    this.#application = application;
  }

  /** Looks at the texts that begin before `end`; `start` is where the chunk stands in the file. */
  search(chunk: Buffer, start: number, end: number): void {
    const { offset, length } = this.#application;
    const isOutside = (at: number): boolean => start + at < offset || start + at >= offset + length;
    for (const at of findAll(chunk, FUSE, end).filter(isOutside)) {
      const state = chunk[at + FUSE.length];
      if (state !== 0x30 && state !== 0x31) continue;
      this.#fuses.push({ offset: start + at + FUSE.length, isBlown: state === 0x31 });
    }
    for (const at of findAll(chunk, READ_MARK, end).filter(isOutside)) {
      const part = partOfMark(textAt(chunk, at + READ_MARK.length));
      if (part !== undefined) this.#parts.add(part);
    }
    if (!this.#parts.has("vfs") && findAll(chunk, VFS_MARK, end).some(isOutside)) this.#parts.add("vfs");
    this.#isNode ||= findAll(chunk, NODE_MARK, end).some(isOutside);
    for (const at of this.#nodeVersion ? [] : findAll(chunk, VERSION_MARK, end).filter(isOutside)) {
      this.#nodeVersion ??= versionAt(chunk, at);
    }
  }

  found(): Omit<Scan, "sha256"> {
    return {
      fuses: this.#fuses,
      parts: SEA_PARTS.filter((part) => this.#parts.has(part)),
      isNode: this.#isNode,
      ...(this.#nodeVersion === undefined ? {} : { nodeVersion: this.#nodeVersion }),
    };
  }
}

function findAll(chunk: Buffer, text: string, end: number): number[] {
  const places: number[] = [];
  let at = chunk.indexOf(text, 0, "latin1");
  while (at !== -1 && at < end) {
    places.push(at);
    at = chunk.indexOf(text, at + text.length, "latin1");
  }
  return places;
}

function textAt(chunk: Buffer, at: number): string {
  return chunk.toString("latin1", at, at + MARK_TEXT_BYTES);
}

function versionAt(chunk: Buffer, at: number): string | undefined {
  return /^\d+\.\d+\.\d+/.exec(textAt(chunk, at + VERSION_MARK.length))?.[0];
}
