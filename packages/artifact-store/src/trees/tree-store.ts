import { randomUUID } from "node:crypto";
import { lstatSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ArtifactError } from "../errors.js";
import { systemCode, toFileError } from "../files/file-errors.js";
import { stageDirectory } from "../files/stage-directory.js";
import { checkOutTree, isDamage } from "./check-out-tree.js";
import { keepTree } from "./keep-tree.js";
import type { ShareMethod } from "./share-file.js";
import { readManifest } from "./tree-manifest.js";

/** A tree in a store. */
export interface KeptTree {
  readonly key: string;
  /** What was said of it when it was kept. */
  readonly note: string;
  /** When it was kept or last checked out. */
  readonly usedAt: Date;
}

export interface KeepOptions {
  /** Gives a text that is handed out again with the tree. It is kept only if it does; files are shared meanwhile. */
  readonly note: () => Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unpacked directory trees, each under a key that stands for its contents. A tree takes its space once, however often
 * it is checked out: see `ShareMethod`. A store is as trusted as what is made of it: files whose size or time has
 * changed since are found; it must lie where nobody else may write.
 *
 * Any number of processes may use a store at once, and any of them may be killed.
 */
export interface TreeStore {
  /**
   * Fills an empty directory.
   * @returns undefined, and `into` empty, if there is no such tree, or a damaged one, which is then removed
   */
  checkOut(key: string, into: string): Promise<ShareMethod | undefined>;
  find(key: string): Promise<KeptTree | undefined>;
  /**
   * Keeps what lies in `from`, whose files become read-only where hardlinks share them.
   * @returns false if no files can be shared between the two places, or such a tree is kept already
   * @throws what `note` throws; ArtifactError for a disk that is full or may not be written
   */
  keep(key: string, from: string, options: KeepOptions): Promise<boolean>;
  /** @param prefix what the keys begin with */
  list(prefix?: string): Promise<readonly KeptTree[]>;
  /** Whether files of it are in use elsewhere, as far as that can be told: a reflink leaves no trace. */
  isLinked(key: string): Promise<boolean>;
  /** True if there was such a tree. What was checked out of it stays as it is. */
  delete(key: string): Promise<boolean>;
}

/** Nothing is made before the first `keep`. @param root a directory of the store's own. */
export function createTreeStore({ root }: { readonly root: string }): TreeStore {
  const place = (key: string): Place => {
    if (!/^[0-9a-z][0-9a-z-]{0,127}$/.test(key)) throw new TypeError(`no key of a tree: ${key}`);
    const entry = join(root, key);
    return { key, entry, ...within(entry) };
  };
  return {
    checkOut: (key, into) => checkOut(place(key), into),
    find: (key) => describe(place(key)),
    keep: (key, from, options) => keep(place(key), from, options),
    list: async (prefix = "") => {
      const keys = (await names(root)).filter((key) => key.startsWith(prefix));
      const trees = await Promise.all(keys.map((key) => describe(place(key))));
      return trees.filter((tree) => tree !== undefined);
    },
    isLinked: (key) => isLinked(place(key)),
    delete: (key) => remove(place(key)),
  };
}

interface Place extends ReturnType<typeof within> {
  readonly key: string;
  readonly entry: string;
}

function within(entry: string): { readonly tree: string; readonly manifest: string; readonly note: string } {
  return { tree: join(entry, "tree"), manifest: join(entry, "manifest.json"), note: join(entry, "note") };
}

async function checkOut(place: Place, into: string): Promise<ShareMethod | undefined> {
  const manifest = readManifest(place.manifest);
  if (manifest === undefined) return undefined;
  try {
    const method = checkOutTree(place.tree, manifest, into);
    const now = new Date();
    await utimes(place.note, now, now).catch(() => {});
    return method;
  } catch (error) {
    if (!isDamage(error)) throw toFileError(error, "write", into);
    for (const name of await readdir(into)) await rm(join(into, name), { recursive: true, force: true });
    await remove(place);
    return undefined;
  }
}

async function describe({ key, note }: Place): Promise<KeptTree | undefined> {
  try {
    const [text, { mtime }] = await Promise.all([readFile(note, "utf8"), stat(note)]);
    return { key, note: text, usedAt: mtime };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw toFileError(error, "read", note);
  }
}

async function isLinked({ tree, manifest }: Place): Promise<boolean> {
  const files = readManifest(manifest)?.files ?? [];
  return files.some(([path]) => (lstatSync(join(tree, path), { throwIfNoEntry: false })?.nlink ?? 0) > 1);
}

/** Tells why nothing is kept, without being a failure. */
class NotSharedError extends Error {}

async function keep(place: Place, from: string, { note, signal }: KeepOptions): Promise<boolean> {
  try {
    await stageDirectory(
      place.entry,
      async (stage) => {
        const staged = within(stage);
        await mkdir(staged.tree);
        const text = note();
        // Awaited when the files are shared.
        text.catch(() => {});
        const manifest = keepTree(from, staged.tree);
        if (manifest === undefined) throw new NotSharedError();
        await writeFile(staged.manifest, JSON.stringify(manifest));
        await writeFile(staged.note, await text);
      },
      { signal },
    );
    return true;
  } catch (error) {
    const isKept = error instanceof ArtifactError && error.code === "ERR_ARTIFACT_EXISTS";
    if (!isKept && !(error instanceof NotSharedError)) throw error;
    return false;
  }
}

/** By one rename, so that nobody checks out half of it. */
async function remove({ entry }: Place): Promise<boolean> {
  const trash = `${entry}.${randomUUID()}.removed`;
  try {
    await rename(entry, trash);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw toFileError(error, "remove", entry);
  }
  await rm(trash, { recursive: true, force: true, maxRetries: 3 });
  return true;
}

async function names(root: string): Promise<string[]> {
  try {
    return (await readdir(root)).filter((name) => /^[0-9a-z-]+$/.test(name)).sort();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw toFileError(error, "read", root);
  }
}
