import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { writeTarGz } from "./archive.js";
import { prefixWith } from "./prefix.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Path of a .tar.gz of a small but real prefix around the node that runs the tests, below `node/`. */
    readonly hostArchive: string;
  }
}

/** Packed once for all test files: 120 MB take longer to pack than to install. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const parent = await mkdtemp(join(tmpdir(), "nodewright-host-"));
  const file = join(parent, "node.tar.gz");
  const entries = prefixWith(await readFile(process.execPath));
  await writeTarGz(
    file,
    entries.map((entry) => ({ ...entry, name: `node/${entry.name}` })),
  );
  provide("hostArchive", file);
  return () => rm(parent, { recursive: true, force: true });
}
