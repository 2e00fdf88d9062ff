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
  const require = createRequire(join(projectDir, "package.json"));
  for (const folder of require.resolve.paths(name) ?? []) {
    const path = join(folder, name);
    if (existsSync(join(path, "package.json"))) return path;
  }
  throw new AddonBuildError("ERR_ADDON_SOURCES", `include_dirs names npm:${name}, which is not installed`, {
    hint: `npm install ${name}`,
  });
}

/** Node-API's headers and the list of its functions for Windows: node-api-headers, which this package depends on. */
export function nodeApiHeaders(): { readonly includeDir: string; readonly defFile: string } {
  const root = dirname(createRequire(import.meta.url).resolve("node-api-headers/package.json"));
  return { includeDir: join(root, "include"), defFile: join(root, "def", "node_api.def") };
}
