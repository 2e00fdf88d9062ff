import { type FileHandle, link, lstat, open, readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { renameStubbornly, syncDirectory } from "./durable.js";
import { isSystemError, systemCode, toFileError } from "./file-errors.js";
import { withLock } from "./lock.js";
import { makeDirectory } from "./make-directory.js";
import { liveness, ownToken, parseToken } from "./process-identity.js";

export interface PartFileOptions {
  /** Permission bits, subject to the umask. Default: 0o666. */
  readonly mode?: number | undefined;
  /** False: fail with ERR_ARTIFACT_EXISTS where something stands at the destination. Default: true. */
  readonly replace?: boolean | undefined;
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
    const result = await writeAndClose(handle, write, options);
    const rename = (): Promise<void> => putInPlace(partPath, destination, options);
    await (options.commit?.(rename) ?? rename());
    return result;
  } catch (error) {
    await rm(partPath, { force: true }).catch(() => {});
    throw isSystemError(error) ? toFileError(error, "write", destination) : error;
  }
}

async function putInPlace(
  partPath: string,
  destination: string,
  { replace = true, durable = true }: PartFileOptions,
): Promise<void> {
  await makeDirectory(dirname(destination));
  await (replace ? renameStubbornly(partPath, destination) : moveWithoutReplacing(partPath, destination));
  if (durable) await syncDirectory(dirname(destination));
}

/** By a link, which is refused where a name is taken; file systems without links get a lock instead. */
async function moveWithoutReplacing(partPath: string, destination: string): Promise<void> {
  try {
    await link(partPath, destination);
    await rm(partPath);
  } catch (error) {
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(systemCode(error) ?? "")) {
      throw error;
    }
    const lockPath = join(dirname(destination), `.${basename(destination)}.lock`);
    await withLock(lockPath, {}, async () => {
      await assertFree(destination);
      await renameStubbornly(partPath, destination);
    });
  }
}

async function assertFree(path: string): Promise<void> {
  if ((await lstat(path).catch(() => undefined)) !== undefined) {
    const taken: NodeJS.ErrnoException = new Error(`${path} exists`);
    taken.code = "EEXIST";
    throw toFileError(taken, "write", path);
  }
}

async function writeAndClose<T>(
  handle: FileHandle,
  write: (handle: FileHandle) => Promise<T>,
  { durable = true }: PartFileOptions,
): Promise<T> {
  try {
    const result = await write(handle);
    if (durable) await handle.sync();
    return result;
  } finally {
    await handle.close();
  }
}

/** True for the hidden names under which files are written aside or locked. */
export function isWorkName(name: string): boolean {
  return /^\..*-.*-.*-.*\.(?:part|new)$|^\..+\.lock(?:\.|$)/.test(name);
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
