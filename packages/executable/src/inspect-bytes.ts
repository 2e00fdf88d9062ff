import { parseExecutable } from "./parse.js";
import { parseBytes } from "./reader.js";
import type { ExecutableInfo } from "./types.js";

/**
 * Reads the headers of a binary that is in memory. Needs no Node.js API.
 *
 * `name` is what messages call it. The bytes must be the whole file: what the headers point at must be there.
 *
 * Throws ExecutableError: ERR_EXECUTABLE_UNKNOWN_FORMAT, ERR_EXECUTABLE_MALFORMED.
 */
export function inspectBytes(bytes: Uint8Array, name = "the file"): ExecutableInfo {
  return parseBytes(bytes, parseExecutable({ name, start: 0, sizeBytes: bytes.byteLength }));
}
