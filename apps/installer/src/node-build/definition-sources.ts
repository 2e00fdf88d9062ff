import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  definitionNameOf,
  findDefinition,
  importNodeBuildDefinition,
  latestOfEachLine,
  listDefinitions,
  listMaintained,
  sortDefinitionNames,
} from "@nodewright/definitions/node-build";
import type { DefinitionSubject, Environment, TextSink } from "@nodewright/source-build";

/** Where definitions come from. */
export interface SearchPath {
  readonly directories: readonly string[];
  /** Without a tree of files, the definitions that come with Nodewright and the releases it knows stand in. */
  readonly usesBundled: boolean;
}

/** NODE_BUILD_DEFINITIONS, then the tree of NODE_BUILD_ROOT or of the installation. */
export function searchPath(env: Environment, installPrefix: string): SearchPath {
  const tree = join(env.NODE_BUILD_ROOT || installPrefix, "share", "node-build");
  const named = (env.NODE_BUILD_DEFINITIONS ?? "").split(":").filter((directory) => directory !== "");
  return { directories: [...named, tree], usesBundled: !env.NODE_BUILD_ROOT && !existsSync(tree) };
}

/** What `--definitions` lists. */
export async function definitionNames({ directories, usesBundled }: SearchPath): Promise<string[]> {
  const names = await listDefinitions(directories);
  if (!usesBundled) return names;
  const [{ bundled }, { snapshot }] = await Promise.all([
    import("@nodewright/definitions/bundled"),
    import("@nodewright/release-index/snapshot"),
  ]);
  const releases = snapshot.rows.map(({ version }) => version.replace(/^v/, ""));
  return sortDefinitionNames([...names, ...bundled.definitions.map(({ name }) => name), ...releases]);
}

/** What `--list` lists. */
export async function maintainedNames(
  { directories, usesBundled }: SearchPath,
  now: Date,
): Promise<string[]> {
  const names = await listMaintained(directories);
  if (!usesBundled) return names;
  const [{ bundled }, { snapshot }, { noticeFor }] = await Promise.all([
    import("@nodewright/definitions/bundled"),
    import("@nodewright/release-index/snapshot"),
    import("@nodewright/definitions"),
  ]);
  const lifecycle = { schedule: snapshot.schedule, now };
  const releases = snapshot.rows
    .map(({ version }) => version.replace(/^v/, ""))
    .filter((name) => /^[\d.]+$/.test(name) && noticeFor(name, lifecycle) !== "end-of-life");
  const others = bundled.definitions
    .filter((definition) => !/end-of-life|warn_eol/.test(JSON.stringify(definition)))
    .map(({ name }) => name);
  return latestOfEachLine([...names, ...releases, ...others]);
}

interface Search {
  readonly cwd: string;
  readonly env: Environment;
  readonly path: SearchPath;
  readonly stderr: TextSink;
}

/**
 * The definition of a name or file: a file, else a bundled one, else one made from the release's signed
 * list.
 */
export async function findSubject(name: string, search: Search): Promise<DefinitionSubject | undefined> {
  const { cwd, env, path, stderr } = search;
  const file = await findDefinition(name, { cwd, directories: path.directories });
  if (file !== undefined) return await readSubject(file);
  const { bundledDefinition } = await import("@nodewright/definitions/bundled");
  const bundled = bundledDefinition(name);
  if (bundled) return { definition: bundled };
  if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(name)) return undefined;
  const { liveDefinition } = await import("./live-definition.js");
  const definition = await liveDefinition(name, { env, stderr, now: new Date() });
  return definition && { definition };
}

async function readSubject(file: string): Promise<DefinitionSubject> {
  const text = await readFile(file, "utf8");
  if (/\.(?:json|ya?ml)$/.test(file)) {
    const { parseDefinition } = await import("@nodewright/definitions");
    return { definition: parseDefinition(text, file) };
  }
  const result = importNodeBuildDefinition(text, definitionNameOf(file));
  return result.kind === "data" ? { definition: result.definition } : { program: file };
}
