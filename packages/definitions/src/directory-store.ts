import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { findDefinition } from "./lookup.js";
import type { DefinitionStore } from "./update.js";

/**
 * Definitions in directories: written to the first, looked up in all. A file is complete or not there:
 * it is written beside its place and moved.
 */
export function directoryStore(destination: string, others: readonly string[] = []): DefinitionStore {
  const directories = [destination, ...others];
  return {
    has: async (name) => {
      for (const directory of directories) {
        const nowhere = join(directory, "");
        if (await findDefinition(name, { cwd: nowhere, directories: [directory] })) return true;
      }
      return false;
    },
    write: async (fileName, text) => {
      await mkdir(destination, { recursive: true });
      const temporary = join(destination, `.${fileName}.${randomBytes(6).toString("hex")}`);
      try {
        const file = await open(temporary, "wx", 0o644);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, join(destination, fileName));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
  };
}

export interface PruneOptions {
  readonly directory: string;
  /** The rest of the lookup path. */
  readonly others: readonly string[];
  /** Also those whose text differs. */
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/**
 * Removes definitions that exist elsewhere on the lookup path with the same text, as when node-build has
 * caught up with what was generated.
 *
 * @returns The paths removed, or that would be with `dryRun`.
 */
export async function pruneDefinitions(options: PruneOptions): Promise<readonly string[]> {
  const { directory, others, force, dryRun } = options;
  const elsewhere = others.filter((other) => resolve(other) !== resolve(directory));
  const removed: string[] = [];
  for (const name of (await readdir(directory).catch(() => [])).sort()) {
    const path = join(directory, name);
    const text = await textAt(path);
    const originals = await Promise.all(elsewhere.map((other) => textAt(join(other, name))));
    const isDuplicate = originals.some((original) => original !== undefined && (force || original === text));
    if (text === undefined || !isDuplicate) continue;
    if (!dryRun) await rm(path);
    removed.push(path);
  }
  return removed;
}

async function textAt(path: string): Promise<string | undefined> {
  return await readFile(path, "utf8").catch(() => undefined);
}
