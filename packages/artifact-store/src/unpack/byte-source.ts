import { createReadStream } from "node:fs";
import { type AbortWatch, throwIfAborted, watchAbort } from "../abort.js";
import { toFileError } from "../files/file-errors.js";

/** Reads and writes to a decompressor are made in pieces of about this size; see README.md. */
export const PIECE_BYTES: number = 512 * 1024;

/**
 * The bytes of an archive, which can be looked at before they are read, are counted, and stop when
 * the caller calls off.
 */
export class ByteSource implements AsyncIterable<Buffer> {
  readonly #input: AsyncIterator<Uint8Array>;
  readonly #signal: AbortSignal | undefined;
  readonly #doing: string;
  readonly #onBytes: (bytes: number) => void;
  readonly #watch: AbortWatch;
  #head: Buffer | undefined;

  constructor(
    input: AsyncIterable<Uint8Array>,
    options: {
      readonly doing: string;
      readonly signal: AbortSignal | undefined;
      readonly onBytes: (bytes: number) => void;
    },
  ) {
    this.#input = input[Symbol.asyncIterator]();
    this.#signal = options.signal;
    this.#doing = options.doing;
    this.#onBytes = options.onBytes;
    this.#watch = watchAbort(options.doing, options.signal);
  }

  /** The first `length` bytes, or fewer if there are no more; they will be read all the same. */
  async peek(length: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for (let size = 0; size < length; ) {
      const chunk = await this.#next();
      if (chunk === undefined) {
        break;
      }
      chunks.push(chunk);
      size += chunk.length;
    }
    this.#head = Buffer.concat(chunks);
    return this.#head.subarray(0, length);
  }

  /** Pieces of `PIECE_BYTES` or more, but for the last one; each is a buffer of its own, the reader's to free. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    const chunks: Buffer[] = this.#head === undefined ? [] : [this.#head];
    let size = this.#head?.length ?? 0;
    this.#head = undefined;
    try {
      for (let chunk = await this.#next(); chunk !== undefined; chunk = await this.#next()) {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= PIECE_BYTES) {
          yield Buffer.concat(chunks, size);
          chunks.length = 0;
          size = 0;
        }
      }
      if (size > 0) {
        yield Buffer.concat(chunks, size);
      }
    } finally {
      await this.close();
    }
  }

  /** Lets go of an input that will not be read to its end. A called-off one may never answer. */
  async close(): Promise<void> {
    this.#watch.stop();
    const closing = Promise.resolve(this.#input.return?.());
    if (this.#signal?.aborted) {
      closing.catch(() => {});
    } else {
      await closing;
    }
  }

  async #next(): Promise<Buffer | undefined> {
    throwIfAborted(this.#doing, this.#signal);
    const { done, value } = await Promise.race([this.#input.next(), this.#watch.aborted]);
    if (done === true) {
      return undefined;
    }
    this.#onBytes(value.length);
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
}

/** A file's bytes, with errors that name it. */
export async function* readFileBytes(path: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* createReadStream(path, { highWaterMark: PIECE_BYTES });
  } catch (error) {
    throw toFileError(error, "read", path);
  }
}
