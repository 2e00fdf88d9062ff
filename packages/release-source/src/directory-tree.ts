import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { assetFromFileName, compareVersions, parseIndex, type ReleaseRow } from "@nodewright/release-index";
import { errorCode, SourceError } from "./errors.js";
import type { SourceIndex } from "./source.js";
import type { ReleaseTree } from "./tree-source.js";

/**
 * A directory: a copy of a dist tree (index.json, `v24.21.0/…`), or just a folder with a release's archives and its
 * SHASUMS256.txt. Without an index the releases are read off the file names.
 */
export function createDirectoryTree(path: string): ReleaseTree {
  const folderOf = async (version: string): Promise<string> => {
    const nested = join(path, version);
    return (await isFolder(nested)) ? nested : path;
  };
  return {
    kind: "directory",
    name: path,
    loadIndex: () => loadIndex(path),
    read: async (version, fileName) => readIfThere(join(await folderOf(version), fileName)),
    locate: (version) => `${path} (${version})`,
    origin: async (version, fileName) => ({ path: join(await folderOf(version), fileName) }),
  };
}

async function loadIndex(path: string): Promise<SourceIndex> {
  if (!(await isFolder(path))) {
    throw new SourceError("ERR_SOURCE_CONFIG", `the source ${path} is not a folder`, {
      hint: "name a folder with a dist tree or with archives and their SHASUMS256.txt",
    });
  }
  for (const name of ["index.json", "index.tab"]) {
    const bytes = await readIfThere(join(path, name));
    if (bytes !== undefined) return { rows: parseIndex(new TextDecoder().decode(bytes)), origin: name };
  }
  const rows = await scan(path);
  if (rows.length > 0) return { rows, origin: "file names" };
  throw new SourceError(
    "ERR_SOURCE_INDEX",
    `${path} holds no index.json, no index.tab and no Node.js archive`,
    {
      hint: "name a folder with a dist tree or with archives and their SHASUMS256.txt",
    },
  );
}

/** Rows for the archives in a folder and in its `v…` folders; what only an index knows is left out. */
async function scan(path: string): Promise<ReleaseRow[]> {
  const names = await readdir(path);
  const nested = await Promise.all(
    names.filter((name) => /^v\d/.test(name)).map((name) => readdir(join(path, name)).catch(() => [])),
  );
  const tokens = new Map<string, Set<string>>();
  for (const name of [...names, ...nested.flat()]) {
    const asset = assetFromFileName(name);
    if (asset?.version === undefined || asset.token === null) continue;
    const files = tokens.get(asset.version) ?? new Set<string>();
    tokens.set(asset.version, files.add(asset.token));
  }
  return [...tokens]
    .map(([version, files]) => ({
      version,
      date: "",
      files: [...files].sort(),
      lts: false as const,
      security: false,
    }))
    .sort((a, b) => compareVersions(b.version, a.version));
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
