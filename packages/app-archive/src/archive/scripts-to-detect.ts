import { posix } from "node:path";
import type { ArchiveFile } from "./write-archive.js";

/**
 * The paths whose format only their syntax says: scripts named `.js`, or without an extension, that no package.json
 * above them gives a `type`.
 */
export function scriptsToDetect(files: readonly ArchiveFile[]): (path: string) => boolean {
  const types = new Map<string, string | undefined>();
  for (const file of files) {
    if (posix.basename(file.path) === "package.json") types.set(posix.dirname(file.path), typeIn(file.bytes));
  }
  const hasType = (folder: string): boolean => {
    if (types.has(folder)) return types.get(folder) !== undefined;
    if (folder === "." || posix.basename(folder) === "node_modules") return false;
    return hasType(posix.dirname(folder));
  };
  return (path) => {
    const extension = posix.extname(path);
    return (extension === ".js" || extension === "") && !hasType(posix.dirname(path));
  };
}

function typeIn(manifest: Uint8Array): string | undefined {
  try {
    const { type } = JSON.parse(new TextDecoder().decode(manifest)) as { readonly type?: unknown };
    return type === "module" || type === "commonjs" ? type : undefined;
  } catch {
    return undefined;
  }
}
