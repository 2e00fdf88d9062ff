import { inspectBytes } from "./inspect-bytes.js";
import { parseExecutable } from "./parse.js";
import { type FileLike, parseFile } from "./parse-file.js";
import type { ExecutableInfo } from "./types.js";
import { withFile } from "./with-file.js";

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
  return await withFile(input, (file) => inspectFile(file, String(input)));
}

async function inspectFile(file: FileLike, name: string): Promise<ExecutableInfo> {
  const { size } = await file.stat();
  const extent = { name, start: 0, sizeBytes: size };
  return await parseFile(file, extent, parseExecutable(extent));
}
