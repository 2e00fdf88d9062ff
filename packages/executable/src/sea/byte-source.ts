import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { unreadable } from "../with-file.js";

/** Bytes in memory, or bytes that are read when they are written. */
export type ByteSource = Uint8Array | StreamedBytes;

/** A known number of bytes, read chunk by chunk. */
export interface StreamedBytes {
  readonly sizeBytes: number;
  /** Begins a new reading from the first byte. */
  read(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * The bytes of a file, read when they are needed and never held as a whole.
 * Throws ERR_EXECUTABLE_UNREADABLE here when the file is not there, and while reading when it has changed its size.
 */
export async function fileSource(path: string | URL): Promise<StreamedBytes> {
  try {
    const { size } = await stat(path);
    return { sizeBytes: size, read: () => readFileBytes(path, size) };
  } catch (cause) {
    throw unreadable(String(path), cause);
  }
}

const CHUNK_BYTES = 1024 * 1024;

async function* readFileBytes(path: string | URL, sizeBytes: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      seen += chunk.length;
      if (seen > sizeBytes) break;
      yield chunk;
    }
  } catch (cause) {
    throw unreadable(String(path), cause);
  }
  if (seen !== sizeBytes) throw unreadable(String(path), new Error("it changed its size while it was read"));
}

export function sizeOf(source: ByteSource): number {
  return source instanceof Uint8Array ? source.byteLength : source.sizeBytes;
}

/** The chunks of several sources, one source after the other. */
export async function* readSources(sources: readonly ByteSource[]): AsyncGenerator<Uint8Array> {
  for (const source of sources) {
    if (source instanceof Uint8Array) yield source;
    else yield* source.read();
  }
}
