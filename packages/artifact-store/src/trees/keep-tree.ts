import { lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { FileSharer } from "./share-file.js";
import type { KeptFile, TreeManifest } from "./tree-manifest.js";

/**
 * Gives everything below `from` a second name below `to`, an empty directory. Synchronous, as unpacking is:
 * thousands of small files are bound by the cost of each call.
 * @returns undefined if the two directories can share no files
 */
export function keepTree(from: string, to: string): TreeManifest | undefined {
  const sharer = new FileSharer();
  const directories: string[] = [];
  const files: KeptFile[] = [];
  const symlinks: [string, string][] = [];
  const pending = [""];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(`${from}/${folder}`, { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        mkdirSync(`${to}/${path}`);
        directories.push(path);
        pending.push(`${path}/`);
      } else if (entry.isSymbolicLink()) {
        const target = readlinkSync(`${from}/${path}`);
        symlinkSync(target, `${to}/${path}`);
        symlinks.push([path, target]);
      } else {
        const file = keepFile(sharer, path, { from, to });
        if (file === undefined) return undefined;
        files.push(file);
      }
    }
  }
  return { schema: 1, directories, files, symlinks };
}

function keepFile(
  sharer: FileSharer,
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
): KeptFile | undefined {
  const { size, mode, mtimeMs } = lstatSync(`${from}/${path}`);
  const method = sharer.share(`${from}/${path}`, `${to}/${path}`, mode);
  if (method === "copy") return undefined;
  // A reflink is a file of its own, with a time of its own.
  const keptAt = method === "hardlink" ? mtimeMs : lstatSync(`${to}/${path}`).mtimeMs;
  return [path, size, keptAt, mode & 0o777];
}
