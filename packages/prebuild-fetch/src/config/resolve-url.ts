import { posix } from "node:path";

/**
 * A path below a base that ends with a slash. A base that is no URL (a path) is taken as one, for package.json may
 * name a folder, and the peer's users test with such hosts.
 */
export function resolveUrl(base: string, path: string): string {
  if (path === "") return base;
  if (URL.canParse(base)) return new URL(path, base).href;
  return posix.join(base, path);
}
