import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { throwIfAborted } from "../abort.js";
import { systemCode, toFileError } from "../files/file-errors.js";
import { isWorkName } from "../files/part-file.js";
import type { ListOptions, ObjectInfo } from "./types.js";

/** All files below `root` whose key begins with the prefix, in the order of the keys' bytes. */
export async function* listFiles(
  root: string,
  { prefix = "", signal }: ListOptions,
): AsyncGenerator<ObjectInfo, void> {
  yield* listDirectory(root, "", { prefix, signal });
}

async function* listDirectory(
  root: string,
  parent: string,
  options: { readonly prefix: string; readonly signal: AbortSignal | undefined },
): AsyncGenerator<ObjectInfo, void> {
  const { prefix, signal } = options;
  for (const entry of await readSorted(join(root, parent))) {
    throwIfAborted(`Cannot list ${root}`, signal);
    const key = parent + keyOrder(entry);
    if (entry.isDirectory()) {
      if (key.startsWith(prefix) || prefix.startsWith(key)) {
        yield* listDirectory(root, key, options);
      }
    } else if (key.startsWith(prefix) && !isWorkName(entry.name)) {
      const info = await describeFile(root, key);
      if (info !== undefined) {
        yield info;
      }
    }
  }
}

/** `a.txt` comes before what is in `a/`, as it does among the keys of a bucket. */
function keyOrder(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

async function readSorted(directory: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.sort((a, b) => Buffer.compare(Buffer.from(keyOrder(a)), Buffer.from(keyOrder(b))));
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return [];
    }
    throw toFileError(error, "list", directory);
  }
}

/** Undefined for what is no file, or was removed meanwhile. */
async function describeFile(root: string, key: string): Promise<ObjectInfo | undefined> {
  const stats = await stat(join(root, key)).catch(() => undefined);
  return stats?.isFile()
    ? { key, sizeBytes: stats.size, modifiedAt: stats.mtime, etag: undefined, sha256: undefined }
    : undefined;
}
