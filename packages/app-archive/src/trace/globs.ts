import { relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { glob } from "tinyglobby";

/**
 * The files that patterns mean, in order, each once. A pattern that names a folder means all that is in it; files
 * whose names begin with a dot match too.
 */
export async function expandGlobs(patterns: readonly string[], folder: string): Promise<string[]> {
  if (patterns.length === 0) return [];
  const found = await glob(patterns.map(toSlashes), {
    cwd: folder,
    absolute: true,
    dot: true,
    followSymbolicLinks: false,
    expandDirectories: true,
  });
  return [...new Set(found.map((path) => resolve(folder, path)))].sort();
}

/** Whether a path is to be left out, by globs of what comes after a folder, or of whole paths. */
export function isIgnored(globs: readonly string[], folder: string): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch(globs.map(toSlashes), { dot: true });
  return (path) => matches(toSlashes(relative(folder, path))) || matches(toSlashes(path));
}

function toSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}
