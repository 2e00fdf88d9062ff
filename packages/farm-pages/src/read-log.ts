import { type FileHandle, open } from "node:fs/promises";
import { firstError } from "@nodewright/build-farm";

/** What a page shows of a log. */
export interface LogExcerpt {
  /** Its last lines. */
  readonly tail: string;
  /** Whether `tail` is all of it. */
  readonly isWhole: boolean;
  /** The line that went wrong first. */
  readonly firstError: { readonly line: number; readonly text: string } | undefined;
}

const TAIL_BYTES = 64 * 1024;

/** Reads the end of a log, and with `seekError` all of it line by line; undefined when there is no log. */
export async function readLog(
  path: string,
  options: { readonly seekError: boolean },
): Promise<LogExcerpt | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - start), position: start });
    const text = buffer.toString("utf8", 0, bytesRead);
    return {
      // What is cut off in front may begin in the middle of a line.
      tail: start === 0 ? text : text.slice(text.indexOf("\n") + 1),
      isWhole: start === 0,
      firstError: options.seekError ? await findError(file) : undefined,
    };
  } finally {
    await file.close();
  }
}

async function findError(file: FileHandle): Promise<LogExcerpt["firstError"]> {
  let line = 0;
  for await (const text of file.readLines({ start: 0, autoClose: false })) {
    line += 1;
    const found = firstError(text);
    if (found !== undefined) return { line, text: found.text };
  }
  return undefined;
}
