import { type FileHandle, open, readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { renameStubbornly, syncDirectory } from "./durable.js";
import { isSystemError, toFileError } from "./file-errors.js";
import { makeDirectory } from "./make-directory.js";
import { liveness, ownToken, parseToken } from "./process-identity.js";

export interface PartFileOptions {
  /** Permission bits, subject to the umask. Default: 0o666. */
  readonly mode?: number | undefined;
  /** Calls `rename` when the flushed file may take its place, or throws. */
  readonly commit?: ((rename: () => Promise<void>) => Promise<void>) | undefined;
  /** Flush to the disk, so that the file is whole after a loss of power. Default: yes. */
  readonly durable?: boolean | undefined;
  /** Where the part file is; must be on the same file system. Default: beside the destination. */
  readonly partDirectory?: string | undefined;
}

/** A part file of another host's process is given up after a day. */
const FOREIGN_PART_MS = 24 * 60 * 60_000;

/**
 * Writes a file aside, flushes it to the disk (unless told not to) and renames it into its place: `destination` is whole
 * or as it was, after any crash. If `write` throws, nothing is left behind. Part files of killed
 * processes are removed.
 */
export async function writePartFile<T>(
  destination: string,
  write: (handle: FileHandle) => Promise<T>,
  options: PartFileOptions = {},
): Promise<T> {
  const directory = options.partDirectory ?? dirname(destination);
  const prefix = `.${basename(destination)}.`;
  const partPath = join(directory, `${prefix}${ownToken()}.part`);
  try {
    await makeDirectory(directory);
    await sweepParts(directory, options.partDirectory === undefined ? prefix : ".");
    const handle = await open(partPath, "wx", options.mode ?? 0o666);
    const { durable = true } = options;
    const result = await writeAndClose(handle, write, durable);
    const rename = (): Promise<void> => putInPlace(partPath, destination, durable);
    await (options.commit?.(rename) ?? rename());
    return result;
  } catch (error) {
    await rm(partPath, { force: true });
    throw isSystemError(error) ? toFileError(error, "write", destination) : error;
  }
}

async function putInPlace(partPath: string, destination: string, durable: boolean): Promise<void> {
  await makeDirectory(dirname(destination));
  await renameStubbornly(partPath, destination);
  if (durable) await syncDirectory(dirname(destination));
}

async function writeAndClose<T>(
  handle: FileHandle,
  write: (handle: FileHandle) => Promise<T>,
  durable: boolean,
): Promise<T> {
  try {
    const result = await write(handle);
    if (durable) await handle.sync();
    return result;
  } finally {
    await handle.close();
  }
}

/** Removes what processes that are gone left behind: all in a directory, or that of one destination. */
export async function sweepParts(directory: string, prefix = "."): Promise<void> {
  for (const name of await readdir(directory)) {
    const [, token = ""] = (name.startsWith(prefix) && /\.([^.]*)\.(?:part|new)$/.exec(name)) || [];
    const identity = parseToken(token);
    const state = identity === undefined ? "alive" : liveness(identity);
    const path = join(directory, name);
    if (state === "dead" || (state === "unknown" && (await isOld(path)))) {
      await rm(path, { force: true });
    }
  }
}

async function isOld(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > FOREIGN_PART_MS;
}
