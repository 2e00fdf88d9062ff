import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createInflateRaw, inflateRawSync } from "node:zlib";
import type { Entry, RandomAccessReader, ZipFile } from "yauzl";
import { readAhead } from "./read-ahead.js";

type Yauzl = typeof import("yauzl");

/** "Language encoding" among the general purpose flags. */
const UTF8_FLAG = 0x800;

const STORED = 0;
const DEFLATED = 8;

/** So much is read at once; entries up to this size are inflated in one go. */
const PIECE_BYTES = 1 << 20;

/** The upper byte of "version made by" where attributes are Unix modes: Unix and macOS. */
const UNIX_SYSTEMS: ReadonlySet<number> = new Set([3, 19]);

export function isMadeOnUnix({ versionMadeBy }: Entry): boolean {
  return UNIX_SYSTEMS.has(versionMadeBy >>> 8);
}

/** A zip file that is open for reading. Errors are yauzl's, zlib's and the system's. */
export class OpenZip {
  readonly #yauzl: Yauzl;
  readonly #fd: number;
  readonly #zip: ZipFile;

  private constructor(yauzl: Yauzl, fd: number, zip: ZipFile) {
    this.#yauzl = yauzl;
    this.#fd = fd;
    this.#zip = zip;
  }

  static async open(path: string): Promise<OpenZip> {
    const { default: yauzl } = await import("yauzl");
    const fd = openSync(path, "r");
    try {
      const reader = syncReader(yauzl, fd);
      const zip = await yauzl.fromRandomAccessReaderPromise(reader, fstatSync(fd).size, {
        autoClose: false,
        decodeStrings: false,
      });
      return new OpenZip(yauzl, fd, zip);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  entries(): AsyncIterable<Entry> {
    const iterator = this.#zip.eachEntry();
    return { [Symbol.asyncIterator]: () => iterator };
  }

  /** Programs on Unix write UTF-8, but do not always say so; others mean code page 437. */
  nameOf(entry: Entry): string {
    const isPlainUtf8 = isMadeOnUnix(entry) && isUtf8(entry.fileNameRaw);
    const flags = isPlainUtf8 ? entry.generalPurposeBitFlag | UTF8_FLAG : entry.generalPurposeBitFlag;
    return this.#yauzl.getFileNameLowLevel(flags, entry.fileNameRaw, entry.extraFields, false);
  }

  /** The content of an entry, as long as the list says; its checksum is not looked at. */
  async *read(entry: Entry): AsyncGenerator<Buffer, void, undefined> {
    const { compressionMethod: method, compressedSize, uncompressedSize } = entry;
    if (method !== STORED && method !== DEFLATED) {
      throw new Error(`unsupported compression method: ${method}`);
    }
    const { fileDataStart: start } = await this.#zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const pieces = readPieces(this.#fd, start, start + compressedSize);
    let bytes = 0;
    for await (const chunk of method === STORED ? pieces : inflate(pieces, entry)) {
      bytes += chunk.length;
      assertSize(bytes <= uncompressedSize, bytes, entry);
      yield chunk;
    }
    assertSize(bytes === uncompressedSize, bytes, entry);
  }

  close(): void {
    this.#zip.close();
    closeSync(this.#fd);
  }
}

function inflate(pieces: Iterable<Buffer>, entry: Entry): Iterable<Buffer> | AsyncIterable<Buffer> {
  if (Math.max(entry.compressedSize, entry.uncompressedSize) <= PIECE_BYTES) {
    return inflateSmall(pieces, entry.uncompressedSize);
  }
  const inflater = createInflateRaw({ chunkSize: PIECE_BYTES });
  return readAhead(pipeline(Readable.from(pieces, { objectMode: false }), inflater, () => {}));
}

/** A stream for each of thousands of small files would cost far more than they do. */
function* inflateSmall(pieces: Iterable<Buffer>, sizeBytes: number): Generator<Buffer, void, undefined> {
  // Zero is no limit that zlib takes; one byte more than promised is noticed by who counts.
  const content = inflateRawSync(Buffer.concat([...pieces]), { maxOutputLength: sizeBytes + 1 });
  yield content;
}

function assertSize(isRight: boolean, bytes: number, { uncompressedSize }: Entry): void {
  if (!isRight) {
    throw new Error(`an entry has ${bytes} bytes or more where the list says ${uncompressedSize}`);
  }
}

/** yauzl reads the list of entries in very small pieces; a thread's round trip for each would double the time. */
function syncReader(yauzl: Yauzl, fd: number): RandomAccessReader {
  class SyncReader extends yauzl.RandomAccessReader {
    override read(
      ...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader["read"]>
    ): void {
      let failure: Error | null = null;
      try {
        readFully(fd, buffer.subarray(offset, offset + length), position);
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
      }
      callback(failure);
    }
  }
  return new SyncReader();
}

function* readPieces(fd: number, start: number, end: number): Generator<Buffer, void, undefined> {
  for (let at = start; at < end; at += PIECE_BYTES) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at));
    readFully(fd, piece, at);
    yield piece;
  }
}

function readFully(fd: number, buffer: Buffer, position: number): void {
  for (let at = 0; at < buffer.length; ) {
    const bytes = readSync(fd, buffer, at, buffer.length - at, position + at);
    if (bytes === 0) {
      throw new Error("unexpected EOF");
    }
    at += bytes;
  }
}
