import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { AddonBuildError } from "./errors.js";

const PACKAGE = /^npm:((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/;

/**
 * A recipe's folders of headers, absolute: relative to the addon, or, as `npm:<package>[/<folder>]`, in a package
 * that it depends on, wherever that is installed.
 * @throws AddonBuildError ERR_ADDON_SOURCES for what is not there
 */
export function resolveIncludeDirs(entries: readonly string[], projectDir: string): string[] {
  return entries.map((entry) => {
    const [, name, folder = ""] = PACKAGE.exec(entry) ?? [];
    const path = name === undefined ? resolve(projectDir, entry) : join(packageDir(name, projectDir), folder);
    if (existsSync(path)) return path;
    throw new AddonBuildError("ERR_ADDON_SOURCES", `include_dirs names ${entry}: there is no ${path}`, {
      hint: "paths are relative to the addon's package.json",
    });
  });
}

function packageDir(name: string, projectDir: string): string {
  const path = findPackage(name, projectDir);
  if (path !== undefined) return path;
  throw new AddonBuildError("ERR_ADDON_SOURCES", `include_dirs names npm:${name}, which is not installed`, {
    hint: `npm install ${name}`,
  });
}

/** Not by `require.resolve`, which packages may hide their files from, and not where NODE_PATH says. */
function findPackage(name: string, projectDir: string): string | undefined {
  const all = createRequire(join(projectDir, "package.json")).resolve.paths(name) ?? [];
  const folders = all.filter((folder) => projectDir.startsWith(dirname(folder)));
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(join(path, "package.json")));
}

export interface NodeApiHeadersOptions {
  readonly projectDir: string;
  /** A prefix of Node.js, which has them in `include/node`. */
  readonly nodeDir?: string | undefined;
}

/**
 * The folder of Node-API's headers: the package node-api-headers where the addon depends on it, else Node.js's own,
 * else those that come with this package.
 * @throws AddonBuildError ERR_ADDON_SOURCES where there are none
 */
export function nodeApiHeaders({ projectDir, nodeDir }: NodeApiHeadersOptions): string {
  const installed = findPackage("node-api-headers", projectDir);
  const own = ownHeaders();
  const folders = [
    ...(installed === undefined ? [] : [join(installed, "include")]),
    ...(nodeDir === undefined ? [] : [join(nodeDir, "include", "node")]),
    ...(own === undefined ? [] : [join(own, "include")]),
  ];
  const found = folders.find((folder) => existsSync(join(folder, "node_api.h")));
  if (found !== undefined) return found;
  throw new AddonBuildError(
    "ERR_ADDON_SOURCES",
    "there are no headers of Node-API: this Node.js came without",
    {
      hint: "npm install --save-dev node-api-headers",
    },
  );
}

/** Not there where this package is part of a bundle. */
function ownHeaders(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve("node-api-headers/package.json"));
  } catch {
    return undefined;
  }
}
