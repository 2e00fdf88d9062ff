import { open, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemCode } from "./file-errors.js";

/** So many files are flushed at once: the file system then commits them together. */
const PARALLEL_FLUSHES = 16;

/** Makes the names in a directory survive a loss of power; a no-op where directories cannot be synced. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP", "EBADF"].includes(systemCode(error) ?? "")) {
      throw error;
    }
  }
}

/** Makes everything below a directory survive a loss of power: files first, then the names. */
export async function syncTree(root: string): Promise<void> {
  // Not with readdir's `recursive`: in Node.js 26 that follows links.
  const entries = await readdir(root, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (let i = 0; i < files.length; i += PARALLEL_FLUSHES) {
    await Promise.all(files.slice(i, i + PARALLEL_FLUSHES).map(({ name }) => syncFile(join(root, name))));
  }
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    await syncTree(join(root, name));
  }
  await syncDirectory(root);
}

async function syncFile(path: string): Promise<void> {
  // Windows flushes only what may be written; elsewhere a file may be read-only.
  const handle = await open(path, process.platform === "win32" ? "r+" : "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const RENAME_TRIES = 20;

/** A rename that outlasts the moments in which Windows' virus scanners hold a new file open. */
export async function renameStubbornly(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isHeld = ["EPERM", "EACCES", "EBUSY"].includes(systemCode(error) ?? "");
      if (process.platform !== "win32" || !isHeld || tries === RENAME_TRIES) {
        throw error;
      }
      await sleep(tries * 10);
    }
  }
}
