import type { Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { ArtifactError } from "../errors.js";
import { systemCode } from "../files/file-errors.js";
import { giveBack } from "../give-back.js";
import type { ByteSource } from "./byte-source.js";
import { oneAhead } from "./one-ahead.js";
import { readAhead } from "./read-ahead.js";
import { writeChunk } from "./write-chunk.js";

/** Output buffers of this size keep the thread pool busy; see README.md for figures. */
const OUTPUT_CHUNK_BYTES = 1 << 20;

interface Decoder extends Transform {
  /** How much of the input was used, up to the end of the compressed data. */
  readonly bytesWritten: number;
}

/**
 * The tar inside gzip data; several members in a row are one file, as gzip itself has it. Each chunk
 * holds until the next one is asked for.
 */
export function gunzip(source: ByteSource, label: string): AsyncGenerator<Buffer, void, undefined> {
  const create = (): Decoder => createGunzip({ chunkSize: OUTPUT_CHUNK_BYTES });
  return decode(source, { label, create, isNextFrame: () => false });
}

/** The tar inside zstd data, likewise; frames follow each other, some without content (pzstd). */
export function unzstd(source: ByteSource, label: string): AsyncGenerator<Buffer, void, undefined> {
  const create = (): Decoder => createZstdDecompress({ chunkSize: OUTPUT_CHUNK_BYTES });
  return decode(source, { label, create, isNextFrame: isZstdFrame });
}

function isZstdFrame(bytes: Buffer): boolean {
  const magic = bytes.length < 4 ? 0 : bytes.readUInt32LE(0);
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50;
}

interface Codec {
  readonly label: string;
  readonly create: () => Decoder;
  /** True if what is left after a decoder's end begins another part of the file. */
  readonly isNextFrame: (rest: Buffer) => boolean;
}

async function* decode(source: ByteSource, codec: Codec): AsyncGenerator<Buffer, void, undefined> {
  const input = oneAhead(source);
  try {
    let rest: Buffer | undefined;
    do {
      const decoder = codec.create();
      const feeding = feed(decoder, input, rest);
      // Awaited below; a failure of the decoder itself arrives there first.
      feeding.catch(() => {});
      for await (const chunk of readAhead(decoder)) {
        yield chunk;
        giveBack(chunk);
      }
      rest = await feeding;
    } while (rest !== undefined && codec.isNextFrame(rest));
    assertPadding(rest, codec.label);
    await drain(input);
  } catch (error) {
    throw decoderError(error, codec.label);
  } finally {
    await input.return?.();
  }
}

/** Writes until the input or the decoder has come to its end; returns what the decoder left. */
async function feed(
  decoder: Decoder,
  input: AsyncIterator<Buffer>,
  first: Buffer | undefined,
): Promise<Buffer | undefined> {
  let written = 0;
  try {
    for (let chunk = first ?? (await next(input)); chunk !== undefined; chunk = await next(input)) {
      written += chunk.length;
      await writeChunk(decoder, chunk);
      const unread = written - decoder.bytesWritten;
      if (unread > 0) {
        return withFollowing(chunk.subarray(chunk.length - unread), input);
      }
      if (!decoder.destroyed) giveBack(chunk);
      if (decoder.destroyed) {
        return undefined;
      }
    }
    decoder.end();
    return undefined;
  } catch (error) {
    decoder.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

async function next(input: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  const { done, value } = await input.next();
  return done === true ? undefined : value;
}

/** Enough bytes to tell what follows a frame. */
async function withFollowing(rest: Buffer, input: AsyncIterator<Buffer>): Promise<Buffer> {
  const following = rest.length < 4 ? await next(input) : undefined;
  return following === undefined ? rest : Buffer.concat([rest, following]);
}

/** Tapes and some programs pad with zeros; anything else has no place behind an archive. */
function assertPadding(rest: Buffer | undefined, label: string): void {
  if (rest?.some((byte) => byte !== 0)) {
    throw corrupt(label, "something else follows the compressed data", undefined);
  }
}

/** The source is read to its end, for only then does it say whether its bytes are right. */
async function drain(input: AsyncIterator<Buffer>): Promise<void> {
  while ((await next(input)) !== undefined) {
    // Nothing to do with them.
  }
}

function decoderError(error: unknown, label: string): unknown {
  const code = systemCode(error) ?? "";
  if (code === "Z_BUF_ERROR") {
    return truncated(label, error);
  }
  const isDecoders = /^(?:Z_|ZSTD_|ERR_ZLIB|ERR_BUFFER_TOO_LARGE)/.test(code);
  return isDecoders && error instanceof Error ? corrupt(label, error.message, error) : error;
}

export function corrupt(label: string, why: string, cause: unknown): ArtifactError {
  return new ArtifactError("ERR_ARTIFACT_CORRUPT", `Cannot unpack ${label}: ${why}`, {
    hint: "The file is damaged: fetch it again.",
    cause,
  });
}

export function truncated(label: string, cause: unknown): ArtifactError {
  return new ArtifactError(
    "ERR_ARTIFACT_TRUNCATED",
    `Cannot unpack ${label}: its compressed data end in the middle`,
    { hint: "The file is incomplete: fetch it again.", cause },
  );
}
