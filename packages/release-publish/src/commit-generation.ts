import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readdir, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { channelStore, currentGeneration } from "./release-tree.js";

/** A step of a promotion that has just been done. */
export type PromotionStep = "copied" | "signed" | "stored" | "indexed" | "published" | "cleared";

/** Which folder of the store a release shows from now on. */
export interface GenerationChange {
  /** `folder` is below `versions/<version>`. All releases stay as they are, when absent. */
  readonly release?: { readonly version: string; readonly folder: string } | undefined;
  readonly indexes: ReadonlyMap<string, string>;
}

export type OnStep = ((step: PromotionStep) => void) | undefined;

/** Generations that readers may still be in the middle of. */
const KEPT_GENERATIONS = 2;

/**
 * Shows a release and the indexes that name it in one step: a new generation of the channel is made aside (links to
 * all releases, and the indexes), then the channel's public link is replaced by one rename. To be called under the
 * channel's lock.
 */
export async function commitGeneration(
  root: string,
  channel: string,
  change: GenerationChange,
  onStep: OnStep,
): Promise<void> {
  const store = channelStore(root, channel);
  const current = await currentGeneration(root, channel);
  const next = join(store, "generations", nextName(current));
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  const links = current === undefined ? new Map<string, string>() : await linksOf(current);
  if (change.release !== undefined) {
    const { version, folder } = change.release;
    links.set(version, join("..", "..", "versions", version, folder, "files"));
  }
  for (const [name, target] of links) await symlink(target, join(next, name));
  for (const [name, text] of change.indexes) await writeSynced(join(next, name), text);
  await syncFolder(next);
  onStep?.("indexed");
  await switchLink(root, channel, next);
  onStep?.("published");
  await clear(store);
  onStep?.("cleared");
}

function nextName(current: string | undefined): string {
  const number = current === undefined ? 0 : Number(basename(current));
  return String(number + 1).padStart(8, "0");
}

async function linksOf(generation: string): Promise<Map<string, string>> {
  const entries = await readdir(generation, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readlink(join(generation, name))] as const)),
  );
}

/** The one moment at which everything becomes public. */
async function switchLink(root: string, channel: string, generation: string): Promise<void> {
  const folder = join(root, "download");
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `.${channel}.${randomBytes(6).toString("hex")}`);
  await symlink(relative(folder, generation), aside);
  await rename(aside, join(folder, channel));
  await syncFolder(folder);
}

/** Takes away what no kept generation shows: old generations, folders of releases, stages of killed processes. */
export async function clear(store: string): Promise<void> {
  const root = join(store, "..", "..");
  const current = await currentGeneration(root, basename(store));
  const generations = join(store, "generations");
  const names = (await readdir(generations).catch(() => [])).sort();
  const at = names.indexOf(basename(current ?? ""));
  const kept = new Set(names.slice(Math.max(0, at + 1 - KEPT_GENERATIONS), at + 1));
  const shown = new Set<string>();
  for (const name of names) {
    const folder = join(generations, name);
    if (!kept.has(name)) await rm(folder, { recursive: true, force: true });
    else for (const target of (await linksOf(folder)).values()) shown.add(join(folder, target, ".."));
  }
  await clearVersions(join(store, "versions"), shown);
  await clearLinks(join(root, "download"), basename(store));
}

async function clearVersions(versions: string, shown: ReadonlySet<string>): Promise<void> {
  for (const version of await readdir(versions).catch(() => [])) {
    for (const name of await readdir(join(versions, version))) {
      const folder = join(versions, version, name);
      if (!shown.has(folder)) await rm(folder, { recursive: true, force: true });
    }
  }
}

/** A link that was made aside and never renamed. */
async function clearLinks(folder: string, channel: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (!name.startsWith(`.${channel}.`)) continue;
    if ((await lstat(path)).isSymbolicLink()) await rm(path, { force: true });
  }
}

/** Writes a new file and has it on the disk. */
export async function writeSynced(path: string, data: string | Uint8Array): Promise<void> {
  await writeFile(path, data, { flush: true });
}

export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
