import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { ArchiveLink, IndexedFile } from "../../archive/format.js";
import type { Archive } from "../../archive/open-archive.js";
import type { Volume } from "../volume.js";
import { extractFile } from "./extract-file.js";
import { librariesOf } from "./libraries.js";
import { privateFolder, temporaryFolder } from "./private-folder.js";

/** Gives the path on the disk of a file of the volume that the system itself must read; undefined for other paths. */
export type Extract = (path: string) => string | undefined;

/**
 * Extracts files with the libraries beside them, once for all runs: into a folder named for their digests, below one that
 * is the user's alone. Each run compares what it finds there with the archive, for a cache is not trusted.
 */
export function createExtractor(volume: Volume, archive: Archive, cache: string | undefined): Extract {
  const extracted = new Map<string, string>();
  let folder: string | undefined;
  return (path) => {
    const found = volume.find(path);
    if (typeof found !== "object" || found.kind !== "file" || volume.mounted(path) !== undefined)
      return undefined;
    const { file } = found;
    const known = extracted.get(file.path);
    if (known !== undefined) return known;
    folder ??= (cache && privateFolder(cache)) ?? temporaryFolder();
    const { files, links } = librariesOf(archive, file.path);
    const all = [file, ...files.filter((library) => library !== file)];
    const place = join(folder, placeOf(all));
    for (const one of all) extractTo(place, one, archive);
    for (const link of links) restoreLink(place, link);
    const own = join(place, file.path);
    extracted.set(file.path, own);
    return own;
  };
}

function extractTo(place: string, file: IndexedFile, archive: Archive): void {
  extractFile({ path: join(place, file.path), sha256: file.sha256, read: () => archive.read(file) });
}

/** Other files have another place, so what runs now is never replaced by another version. */
function placeOf(files: readonly IndexedFile[]): string {
  const facts = files.map(({ path, sha256 }) => `${sha256} ${path}`).sort();
  return process.getBuiltinModule("node:crypto").hash("sha256", facts.join("\n"), "hex").slice(0, 32);
}

function restoreLink(place: string, { path, target }: ArchiveLink): void {
  const at = join(place, path);
  const to = relative(dirname(at), join(place, target));
  mkdirSync(dirname(at), { recursive: true, mode: 0o700 });
  if (linkAt(at) === to) return;
  rmSync(at, { force: true, recursive: true });
  try {
    symlinkSync(process.platform === "win32" ? join(place, target) : to, at, "junction");
  } catch (error) {
    // Another process was first.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function linkAt(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}
