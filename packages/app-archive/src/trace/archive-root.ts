import { readFileSync } from "node:fs";
import { basename, dirname, parse, sep } from "node:path";

/**
 * The folder that becomes the archive's root: the one above the folder that all paths share, so that the project's
 * own folder keeps its name.
 */
export function rootOf(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => projectFolder(path).split(sep));
  const shared = others.reduce((common, parts) => common.slice(0, sharedLength(common, parts)), first);
  const folder = shared.join(sep);
  const { root } = parse(paths[0] ?? sep);
  return folder.length <= root.length ? root : dirname(folder);
}

/** What is installed belongs to the folder that it is installed in, so that its `node_modules` comes along. */
function projectFolder(path: string): string {
  const [before, installed] = path.split(`${sep}node_modules${sep}`);
  return installed === undefined || before === undefined ? dirname(path) : before;
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? a.length : at;
}

/**
 * Whether a file is a package.json above an app's files that says nothing that Node.js acts upon when it loads them:
 * their format, their `imports`, their own name. Such a one stays out, and so does its folder's name.
 */
export function isIdleManifest(path: string, all: readonly string[]): boolean {
  if (basename(path) !== "package.json" || path.includes(`${sep}node_modules${sep}`)) return false;
  const folder = dirname(path);
  return !all.some((one) => one !== path && dirname(one) === folder) && !isActedUpon(path);
}

function isActedUpon(manifest: string): boolean {
  try {
    const { type, imports, exports } = Object(JSON.parse(readFileSync(manifest, "utf8")));
    return [type, imports, exports].some((one) => one !== undefined);
  } catch {
    return false;
  }
}
