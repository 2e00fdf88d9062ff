import type { Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";

/** A folder whose files are public. */
export interface PublicFolder {
  readonly folder: string;
  /** Where its links may lead beside itself. */
  readonly linked: readonly string[];
}

/** A file or folder that is public. */
export interface PublicFile {
  readonly name: string;
  /** Without links. */
  readonly path: string;
  readonly stats: Stats;
}

/** Finds what decoded segments of a URL name; undefined when there is none, or it is not public. */
export async function findPublic(
  { folder, linked }: PublicFolder,
  segments: readonly string[],
): Promise<PublicFile | undefined> {
  if (!segments.every(isPlainName)) return undefined;
  try {
    const path = await realpath(join(folder, ...segments));
    const roots = await Promise.all([folder, ...linked].map((root) => realpath(root).catch(() => undefined)));
    const isInside = roots.some(
      (root) => root !== undefined && (path === root || path.startsWith(root + sep)),
    );
    return isInside ? { name: segments.at(-1) ?? "", path, stats: await stat(path) } : undefined;
  } catch {
    return undefined;
  }
}

/** What is public in a folder, by name. */
export async function listPublic(
  place: PublicFolder,
  segments: readonly string[],
): Promise<readonly PublicFile[]> {
  const found = await findPublic(place, segments);
  if (found === undefined) return [];
  const names = (await readdir(found.path)).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const files = await Promise.all(names.map((name) => findPublic(place, [...segments, name])));
  return files.filter((file) => file !== undefined);
}

/** Not a way out of the folder, and not a file that is being made aside. */
function isPlainName(name: string): boolean {
  return name !== "" && !name.startsWith(".") && !/[/\\\0]/.test(name);
}
