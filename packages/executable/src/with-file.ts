import { type FileHandle, open } from "node:fs/promises";
import { ExecutableError } from "./errors.js";

/**
 * Opens a file for reading, closes it after use, and says of what fails that the file cannot be read.
 * Throws ERR_EXECUTABLE_UNREADABLE, and what `use` throws as an ExecutableError.
 */
export async function withFile<T>(path: string | URL, use: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    await using file = await open(path, "r");
    return await use(file);
  } catch (error) {
    if (error instanceof ExecutableError) throw error;
    throw unreadable(String(path), error);
  }
}

export function unreadable(name: string, cause: unknown): ExecutableError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ExecutableError("ERR_EXECUTABLE_UNREADABLE", `cannot read ${name}: ${why}`, { cause });
}
