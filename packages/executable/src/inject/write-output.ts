import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, copyFile, type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ExecutableError } from "../errors.js";
import { readRange } from "../parse-file.js";
import type { StreamedBytes } from "../sea/byte-source.js";
import type { Layout } from "./layout.js";

export interface OutputRequest {
  readonly base: string;
  readonly output: string;
  readonly mode: number;
  readonly layout: Layout;
  readonly blob: StreamedBytes;
  /** What can only be known of the finished bytes: a checksum, a signature. */
  readonly finish?: (file: FileHandle) => Promise<void>;
}

/**
 * Writes the output beside its path and renames it there, so that the path holds the old file or the whole new one.
 * The base's bytes are shared with it where the file system can do that, else copied by the kernel.
 */
export async function writeOutput(request: OutputRequest): Promise<void> {
  const { base, output, mode } = request;
  const name = `.${basename(output)}.${randomBytes(6).toString("hex")}.tmp`;
  const temporary = join(dirname(output), name);
  try {
    await copyFile(base, temporary, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
    await chmod(temporary, mode | 0o600);
    await using file = await open(temporary, "r+");
    await edit(file, request);
    await request.finish?.(file);
    await file.close();
    if ((mode & 0o600) !== 0o600) await chmod(temporary, mode);
    await rename(temporary, output);
  } catch (error) {
    await rm(temporary, { force: true });
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw unwritable(output, error);
  }
}

async function edit(file: FileHandle, { base, layout, blob }: OutputRequest): Promise<void> {
  const { move, keepBytes, patches, blobOffset, sizeBytes } = layout;
  await file.truncate(keepBytes);
  if (move !== undefined) {
    await using source = await open(base, "r");
    await copyRange(source, file, move);
  }
  let at = blobOffset;
  for await (const chunk of blob.read()) {
    await writeAll(file, chunk, at);
    at += chunk.byteLength;
  }
  if (at - blobOffset !== blob.sizeBytes) {
    const why = `it was said to have ${blob.sizeBytes} bytes and gave ${at - blobOffset}`;
    throw new ExecutableError("ERR_EXECUTABLE_BLOB", `cannot write the blob: ${why}`);
  }
  for (const { offset, bytes } of patches) await writeAll(file, bytes, offset);
  await file.truncate(sizeBytes);
}

const CHUNK_BYTES = 4 * 1024 * 1024;

async function copyRange(
  source: FileHandle,
  file: FileHandle,
  { from, to, length }: { readonly from: number; readonly to: number; readonly length: number },
): Promise<void> {
  for (let done = 0; done < length; done += CHUNK_BYTES) {
    const range = { offset: from + done, length: Math.min(CHUNK_BYTES, length - done) };
    const bytes = await readRange(source, range);
    if (bytes.byteLength !== range.length) {
      throw new ExecutableError("ERR_EXECUTABLE_MALFORMED", "the base became shorter while it was read");
    }
    await writeAll(file, bytes, to + done);
  }
}

export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}

function unwritable(output: string, cause: Error): ExecutableError {
  return new ExecutableError("ERR_EXECUTABLE_UNWRITABLE", `cannot write ${output}: ${cause.message}`, {
    cause,
  });
}
