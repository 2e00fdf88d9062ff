import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A path for a database that is removed with its folder when the test ends. */
export function sqliteFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "queue-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "queue.db");
}
