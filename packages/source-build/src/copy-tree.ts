import { constants } from "node:fs";
import { copyFile, lstat, mkdir, readdir, readlink, rm, symlink } from "node:fs/promises";
import { join } from "node:path";

/** A mode that lets the owner fill a directory, whatever the source's is. */
const OWNER_WRITES = 0o700;

/**
 * Copies what `from` holds into the directory `to`, as `cp -fR` does: links stay links, what is in the way
 * is replaced even where it is read-only, directories are merged. Blocks are shared where the file system
 * can.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  const stats = await lstat(from);
  if (!stats.isDirectory()) {
    await copyEntry(from, to, stats.isSymbolicLink());
    return;
  }
  await mkdir(to, { recursive: true, mode: (stats.mode & 0o777) | OWNER_WRITES });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else await copyEntry(source, target, entry.isSymbolicLink());
  }
}

async function copyEntry(source: string, target: string, isLink: boolean): Promise<void> {
  await rm(target, { force: true });
  if (isLink) await symlink(await readlink(source), target);
  else await copyFile(source, target, constants.COPYFILE_FICLONE);
}
