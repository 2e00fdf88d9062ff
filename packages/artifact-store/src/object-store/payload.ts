import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { abortedError, throwIfAborted } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { isSystemError, toFileError } from "../files/file-errors.js";
import type { ObjectSource } from "./types.js";

/** Bytes that may be sent several times, in whole or in parts. */
export interface Payload {
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  open(offset: number, length: number): Readable;
}

export interface PayloadOptions {
  /** What the bytes must be, in hex. */
  readonly sha256?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where longer streams are kept meanwhile. Default: the system's. */
  readonly temporaryDirectory?: string | undefined;
}

/** Streams up to this size stay in memory. */
const MEMORY_BYTES = 8 << 20;

/** Small enough for a slow line: the time-out of a request starts anew with each piece. */
const PIECE_BYTES = 64 << 10;

/**
 * Makes a source repeatable for as long as `work` takes: requests are signed over the digest of
 * their body, and repeated when they fail. A stream is kept in memory or in a temporary file.
 * @throws ArtifactError ERR_ARTIFACT_DIGEST if the bytes are not those of `options.sha256`.
 */
export async function withPayload<T>(
  source: ObjectSource,
  options: PayloadOptions,
  work: (payload: Payload) => Promise<T>,
): Promise<T> {
  if (typeof source === "string") {
    return work(await filePayload(source, options));
  }
  if (source instanceof Uint8Array) {
    return work(memoryPayload(source, options));
  }
  return withSpooled(source, options, work);
}

function memoryPayload(bytes: Uint8Array, options: PayloadOptions): Payload {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  assertExpectedSha256(sha256, options.sha256, "the bytes");
  return {
    sizeBytes: bytes.length,
    sha256,
    open: (offset, length) => Readable.from(piecesOf(bytes.subarray(offset, offset + length)), BINARY),
  };
}

const BINARY = { objectMode: false } as const;

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    yield bytes.subarray(at, at + PIECE_BYTES);
  }
}

async function filePayload(path: string, options: PayloadOptions): Promise<Payload> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      throwIfAborted(`Cannot read ${path}`, options.signal);
      hash.update(chunk);
      sizeBytes += chunk.length;
    }
  } catch (error) {
    throw toFileError(error, "read", path);
  }
  const sha256 = hash.digest("hex");
  assertExpectedSha256(sha256, options.sha256, path);
  return {
    sizeBytes,
    sha256,
    open: (offset, length) =>
      length === 0
        ? Readable.from([], BINARY)
        : createReadStream(path, { start: offset, end: offset + length - 1 }),
  };
}

async function withSpooled<T>(
  source: AsyncIterable<Uint8Array>,
  options: PayloadOptions,
  work: (payload: Payload) => Promise<T>,
): Promise<T> {
  const { bytes, rest } = await readAhead(source, options);
  if (rest === undefined) {
    return work(memoryPayload(bytes, options));
  }
  const parent = options.temporaryDirectory ?? tmpdir();
  const directory = await mkdtemp(join(parent, "nodewright-put-")).catch((error: unknown) => {
    throw toFileError(error, "make a directory in", parent);
  });
  try {
    const path = join(directory, "body");
    await spool(path, chain(bytes, rest), options.signal);
    return await work(await filePayload(path, options));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface ReadAhead {
  readonly bytes: Uint8Array;
  /** Undefined if `bytes` is all there is. */
  readonly rest: AsyncIterator<Uint8Array> | undefined;
}

async function readAhead(source: AsyncIterable<Uint8Array>, { signal }: PayloadOptions): Promise<ReadAhead> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  for (let size = 0; size <= MEMORY_BYTES; ) {
    const next = await iterator.next();
    if (next.done === true) {
      return { bytes: Buffer.concat(chunks), rest: undefined };
    }
    chunks.push(next.value);
    size += next.value.length;
    if (signal?.aborted) {
      await iterator.return?.();
      throw abortedError("Cannot read the stream", signal);
    }
  }
  return { bytes: Buffer.concat(chunks), rest: iterator };
}

async function* chain(
  bytes: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield bytes;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

async function spool(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await pipeline(chunks, createWriteStream(path, { mode: 0o600 }), signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted) {
      throw abortedError("Cannot read the stream", signal);
    }
    throw isSystemError(error) ? toFileError(error, "write", path) : error;
  }
}

/** @throws ArtifactError ERR_ARTIFACT_DIGEST */
export function assertExpectedSha256(found: string, expected: string | undefined, what: string): void {
  if (expected !== undefined && expected.toLowerCase() !== found) {
    throw new ArtifactError(
      "ERR_ARTIFACT_DIGEST",
      `Cannot store ${what}: the sha256 is ${found} where ${expected} is expected`,
      { hint: "The bytes are damaged or not those that were meant: make them again." },
    );
  }
}
