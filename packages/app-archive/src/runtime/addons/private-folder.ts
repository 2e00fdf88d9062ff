import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A folder that nobody else can write to, made where it is missing. What is loaded from it runs as the user, so one that
 * belongs to another user, or is a link, is refused: then, and where nothing can be written, undefined.
 */
export function privateFolder(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const stats = lstatSync(path);
    const isOwn = process.getuid === undefined || stats.uid === process.getuid();
    if (!stats.isDirectory() || !isOwn) return undefined;
    if (process.platform !== "win32" && (stats.mode & 0o077) !== 0) chmodSync(path, 0o700);
    return path;
  } catch {
    return undefined;
  }
}

/** One for this process alone, which is gone when it ends. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "nodewright-"));
  process.on("exit", () => rmSync(path, { recursive: true, force: true }));
  return path;
}
