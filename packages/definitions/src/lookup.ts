import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { latestOfEachLine, sortDefinitionNames } from "./sort-names.js";

/** What decides where definitions are looked for. */
export interface DefinitionPathOptions {
  /** The value of NODE_BUILD_DEFINITIONS: directories with colons between them; empty ones are passed over. */
  readonly definitionPath?: string | undefined;
  /** nodenv's own directory: definitions lie in `plugins/…/share/node-build` below it. */
  readonly nodenvRoot?: string | undefined;
  /** The directory of the last resort, searched after all others. */
  readonly ownTree?: string | undefined;
}

/** The directories to look in, first match first: the path's, nodenv's plugins by name, the own tree. */
export async function definitionDirectories(options: DefinitionPathOptions): Promise<string[]> {
  const { definitionPath = "", nodenvRoot, ownTree } = options;
  return [
    ...definitionPath.split(":").filter((directory) => directory !== ""),
    ...(nodenvRoot === undefined ? [] : await pluginDirectories(nodenvRoot)),
    ...(ownTree === undefined ? [] : [ownTree]),
  ];
}

async function pluginDirectories(nodenvRoot: string): Promise<string[]> {
  const plugins = join(nodenvRoot, "plugins");
  const directories = (await namesIn(plugins))
    .sort()
    .map((name) => join(plugins, name, "share", "node-build"));
  const present = await Promise.all(directories.map(isDirectory));
  return directories.filter((_, index) => present[index]);
}

/** Names of declarative files end in one of these; the definition's own name does not. */
const DECLARATIVE = [".json", ".yaml", ".yml"] as const;

/**
 * Finds the file of a definition: the path itself when it is a file, else the first of that name in the
 * directories, as it is or with the ending of a declarative file.
 *
 * @param cwd What a relative path is relative to.
 */
export async function findDefinition(
  nameOrPath: string,
  { cwd, directories }: { readonly cwd: string; readonly directories: readonly string[] },
): Promise<string | undefined> {
  if (await isFile(resolve(cwd, nameOrPath))) return resolve(cwd, nameOrPath);
  for (const directory of directories) {
    for (const ending of ["", ...DECLARATIVE]) {
      const path = resolve(cwd, directory, `${nameOrPath}${ending}`);
      if (await isFile(path)) return path;
    }
  }
  return undefined;
}

/** The name of the definition in a file: the file's own, without the ending of a declarative one. */
export function definitionNameOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const ending = DECLARATIVE.find((end) => name.endsWith(end));
  return ending === undefined ? name : name.slice(0, -ending.length);
}

/** The names of all definitions in the directories, as node-build's `--definitions` lists them. */
export async function listDefinitions(directories: readonly string[]): Promise<string[]> {
  const names = await Promise.all(directories.map(namesIn));
  return sortDefinitionNames(names.flat().map(definitionNameOf));
}

/** What a file says when its version gets no more fixes: a step or hook of node-build's, or a notice of ours. */
const END_OF_LIFE = /warn_eol|end-of-life/;

/** The newest maintained definition of each line, as node-build's `--list` shows them. */
export async function listMaintained(directories: readonly string[]): Promise<string[]> {
  const names = await Promise.all(directories.map(maintainedIn));
  return latestOfEachLine(names.flat());
}

async function maintainedIn(directory: string): Promise<string[]> {
  const names = await namesIn(directory);
  const texts = await Promise.all(
    names.map((name) => readFile(join(directory, name), "utf8").catch(() => undefined)),
  );
  return names.filter((_, index) => !END_OF_LIFE.test(texts[index] ?? "warn_eol")).map(definitionNameOf);
}

/** Like `ls`: without hidden files, and nothing of a directory that is not there. */
async function namesIn(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => !name.startsWith("."));
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
