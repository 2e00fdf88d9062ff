import { chmodSync, constants, copyFileSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { systemCode } from "../files/file-errors.js";
import { FileSharer, type ShareMethod } from "./share-file.js";
import type { KeptFile, TreeManifest } from "./tree-manifest.js";

/** Somebody has deleted or changed a file of a kept tree. */
export class DamagedTree extends Error {}

/**
 * Fills an empty directory with what a kept tree consists of. Each file is compared with the manifest: size and time
 * show what was written to by accident, and the contents of a file that is shared by hardlinks are read-only.
 * @throws DamagedTree
 */
export function checkOutTree(tree: string, manifest: TreeManifest, into: string): ShareMethod {
  const sharer = new FileSharer();
  for (const path of manifest.directories) mkdirSync(`${into}/${path}`);
  for (const file of manifest.files) {
    const [path, , , mode] = file;
    const keptMode = assertUnchanged(tree, file);
    const method = sharer.share(`${tree}/${path}`, `${into}/${path}`, keptMode);
    if (method === "copy") copyFileSync(`${tree}/${path}`, `${into}/${path}`, constants.COPYFILE_EXCL);
    if (method !== "hardlink" && mode !== keptMode) chmodSync(`${into}/${path}`, mode);
  }
  for (const [path, target] of manifest.symlinks) symlinkSync(target, `${into}/${path}`);
  return sharer.method;
}

/** @returns the file's permission bits */
function assertUnchanged(tree: string, [path, size, mtimeMs]: KeptFile): number {
  const stats = lstatSync(`${tree}/${path}`, { throwIfNoEntry: false });
  if (stats?.isFile() === true && stats.size === size && stats.mtimeMs === mtimeMs) return stats.mode & 0o777;
  throw new DamagedTree(`${path} in ${tree} is ${stats === undefined ? "gone" : "changed"}`);
}

/** True for what a tree that was deleted meanwhile makes of any step. */
export function isDamage(error: unknown): boolean {
  return error instanceof DamagedTree || systemCode(error) === "ENOENT";
}
