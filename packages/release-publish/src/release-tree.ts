import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { compareVersions, distDirectory, parseVersion } from "@nodewright/release-index";
import { PublishError } from "./errors.js";
import { parseRecord, type ReleaseRecord } from "./release-record.js";

/** A tree of published releases on a disk: what is below `download` is public. */
export interface ReleaseTree {
  readonly root: string;
  /** The public folder of a channel (`release`, `rc`, `nightly`, …): a dist tree as `…/download/release` is. */
  folderOf(channel: string): string;
  /** The channels of which anything is published. */
  channels(): Promise<string[]>;
  /** What is published of a release; undefined when nothing is. */
  release(version: string): Promise<ReleaseRecord | undefined>;
  /** All releases of a channel, the newest first. */
  releases(channel: string): Promise<ReleaseRecord[]>;
}

/** Opens a tree; nothing is made or changed. Methods throw PublishError ERR_PUBLISH_TREE for a damaged one. */
export function openReleaseTree(root: string): ReleaseTree {
  const base = resolve(root);
  const folderOf = (channel: string): string => join(base, "download", channel);
  return {
    root: base,
    folderOf,
    channels: () => listChannels(base),
    release: (version) => readRelease(folderOf(channelOf(version)), parseVersion(version).text),
    releases: async (channel) => {
      const folder = folderOf(channel);
      const versions = (await list(folder)).filter((name) => /^v\d/.test(name));
      const records = await Promise.all(versions.map((version) => readRelease(folder, version)));
      const found = records.filter((record) => record !== undefined);
      return found.sort((a, b) => compareVersions(b.version, a.version));
    },
  };
}

/**
 * The channel folder that a version belongs in; a farm's own kinds of pre-releases go to `custom`.
 * @throws ReleaseIndexError ERR_RELEASE_VERSION
 */
export function channelOf(version: string): string {
  return distDirectory(parseVersion(version).channel) ?? "custom";
}

/** Where a tree keeps what its public links lead to. */
export function channelStore(root: string, channel: string): string {
  return join(root, "tree", channel);
}

/** The generation that a channel's public link leads to; undefined before the first. */
export async function currentGeneration(root: string, channel: string): Promise<string | undefined> {
  try {
    return resolve(join(root, "download"), await readlink(join(root, "download", channel)));
  } catch (cause) {
    if (isCode(cause, "ENOENT")) return undefined;
    throw new PublishError("ERR_PUBLISH_TREE", `${join(root, "download", channel)} is no link of a tree`, {
      hint: "`farm import` takes over a folder of another farm; give it a root of its own",
      cause,
    });
  }
}

/** The private folder of a release in a generation: its record, and `files`, which is public. */
export async function releaseFolder(channelFolder: string, version: string): Promise<string | undefined> {
  try {
    return dirname(await realpath(join(channelFolder, version)));
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function readRelease(channelFolder: string, version: string): Promise<ReleaseRecord | undefined> {
  const folder = await releaseFolder(channelFolder, version);
  if (folder === undefined) return undefined;
  const path = join(folder, "release.json");
  try {
    return parseRecord(await readFile(path, "utf8"), path);
  } catch (cause) {
    if (!isCode(cause, "ENOENT")) throw cause;
    throw new PublishError("ERR_PUBLISH_TREE", `${version} has no record: ${path} is missing`, {
      hint: "restore it from a copy; nothing was changed",
      cause,
    });
  }
}

async function listChannels(root: string): Promise<string[]> {
  const entries = await readdir(join(root, "download"), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isSymbolicLink() && !entry.name.startsWith("."))
    .map(({ name }) => name);
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && Reflect.get(error, "code") === code;
}
