import { fileURLToPath } from "node:url";

/**
 * The path of a `file:` address. What is no proper one is taken as node-pre-gyp does, without its first seven
 * characters: `file://./mirror/x`, a literal percent sign.
 */
export function filePathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url.slice("file://".length);
  }
}

/** As it is to be asked for: in a path S3 takes a plus sign for a blank. */
export function requestUrl(url: string): string {
  const [, path = url, rest = ""] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  return path.replaceAll("+", "%2B") + rest;
}

/** The last part of an address's path. */
export function nameInUrl(url: string): string {
  const [path = ""] = url.split(/[?#]/, 1);
  return path.slice(path.lastIndexOf("/") + 1);
}
