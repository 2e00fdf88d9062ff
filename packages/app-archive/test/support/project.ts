import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder `project` on a disk with these files, gone when the test is; a value `-> x` makes a link to x. */
export function project(texts: Readonly<Record<string, string>>): string {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "app-archive-trace-")));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(texts)) {
    const file = join(place, "project", path);
    mkdirSync(dirname(file), { recursive: true });
    if (text.startsWith("-> ")) symlinkSync(text.slice(3), file);
    else writeFileSync(file, text);
  }
  return join(place, "project");
}
