import { lstatSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";

const MAX_LINKS = 40;

/**
 * Where `path` leads if `root` is the root of the file system: absolute links and `..` stay inside of it.
 * The last part need not exist.
 */
export function rootedPath(root: string, path: string): string {
  if (root === "/") return path;
  let done = "/";
  let parts = path.split("/");
  for (let links = 0; parts.length > 0; ) {
    const [part = "", ...rest] = parts;
    parts = rest;
    const next = part === ".." ? dirname(done) : join(done, part);
    const target = linkTarget(join(root, next));
    if (target === undefined || ++links > MAX_LINKS) {
      done = next;
      continue;
    }
    if (target.startsWith("/")) done = "/";
    parts = [...target.split("/"), ...rest];
  }
  return join(root, done);
}

function linkTarget(file: string): string | undefined {
  try {
    return lstatSync(file).isSymbolicLink() ? readlinkSync(file) : undefined;
  } catch {
    return undefined;
  }
}
