import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { assetFromFileName } from "@nodewright/release-index";
import { errorCode, messageOf, SourceError } from "./errors.js";
import { rowsOfFound } from "./found-rows.js";
import { readIndex } from "./read-index.js";
import type { KnownReleases, SourceIndex } from "./source.js";
import type { ReleaseTree } from "./tree-source.js";

export interface DirectoryTreeOptions {
  readonly path: string;
  /** What is known of releases without the folder: LTS names for archives without an index. */
  readonly known?: Pick<KnownReleases, "rows"> | undefined;
}

/**
 * A directory: a copy of a dist tree (index.json, `v24.21.0/…`), or just a folder with a release's archives and its
 * SHASUMS256.txt. Without an index the releases are read off the file names.
 */
export function createDirectoryTree({ path, known = { rows: [] } }: DirectoryTreeOptions): ReleaseTree {
  const folderOf = async (version: string): Promise<string> => {
    const nested = join(path, version);
    return (await isFolder(nested)) ? nested : path;
  };
  return {
    kind: "directory",
    name: path,
    loadIndex: () => loadIndex(path, known),
    read: async (version, fileName) => readIfThere(join(await folderOf(version), fileName)),
    locate: (version) => `${path} (${version})`,
    origin: async (version, fileName) => {
      const file = join(await folderOf(version), fileName);
      return (await isFile(file)) ? { path: file } : undefined;
    },
  };
}

const hint = "name a folder with a dist tree or with archives and their SHASUMS256.txt";

async function loadIndex(path: string, known: Pick<KnownReleases, "rows">): Promise<SourceIndex> {
  if (!(await isFolder(path))) {
    throw new SourceError("ERR_SOURCE_CONFIG", `the source ${path} is not a folder`, { hint });
  }
  for (const name of ["index.json", "index.tab"]) {
    const file = join(path, name);
    const bytes = await readIfThere(file);
    if (bytes !== undefined) return { rows: readIndex(bytes, file), origin: name };
  }
  const rows = rowsOfFound(await scan(path), known.rows);
  if (rows.length > 0) return { rows, origin: "file names" };
  throw new SourceError(
    "ERR_SOURCE_INDEX",
    `${path} holds no index.json, no index.tab and no Node.js archive`,
    { hint },
  );
}

/** The releases whose archives lie in a folder and in its `v…` folders. */
async function scan(path: string): Promise<{ version: string; files: string[] }[]> {
  const names = await list(path);
  const nested = await Promise.all(
    names.filter((name) => /^v\d/.test(name)).map((name) => list(join(path, name))),
  );
  const tokens = new Map<string, Set<string>>();
  for (const name of [...names, ...nested.flat()]) {
    const asset = assetFromFileName(name);
    if (asset?.version === undefined || asset.kind !== "archive") continue;
    const files = tokens.get(asset.version) ?? new Set<string>();
    // A folder with the .tar.xz alone holds the build all the same; the index's word is that of the .tar.gz.
    const token = asset.token ?? assetFromFileName(name.replace(/\.tar\.\w+$/, ".tar.gz"))?.token;
    if (token) tokens.set(asset.version, files.add(token));
  }
  return [...tokens].map(([version, files]) => ({ version, files: [...files].sort() }));
}

async function list(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errorCode(error) === "ENOTDIR") return [];
    throw unreadable(path, error);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): SourceError {
  return new SourceError("ERR_SOURCE_CONFIG", `${path} cannot be read: ${messageOf(cause)}`, {
    hint: "check its permissions, or name another source",
    cause,
  });
}
