import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

export interface NodeGypSearch {
  readonly env: Environment;
  /** The addon's folder. */
  readonly cwd: string;
  /** `process.execPath` */
  readonly execPath: string;
}

/**
 * The script of node-gyp: `npm_config_node_gyp`, the addon's own or that of NODE_PATH, the one that npm carries
 * (beside this Node.js, or on PATH); undefined where only a program on PATH can be tried.
 */
export function findNodeGyp({ env, cwd, execPath }: NodeGypSearch): string | undefined {
  const named = env.npm_config_node_gyp;
  if (named && existsSync(named)) return named;
  const start = createRequire(join(cwd, "package.json"));
  const own =
    resolve(start, "node-gyp/package.json") ??
    resolve(createRequire(import.meta.url), "node-gyp/package.json");
  const npms = [
    resolve(start, "npm/package.json"),
    ...npmFolders(execPath, env).map((npm) => join(npm, "package.json")),
  ];
  const scripts = [
    own && join(dirname(own), "bin/node-gyp.js"),
    ...npms.map((npm) => npm && join(dirname(npm), "node_modules/node-gyp/bin/node-gyp.js")),
  ];
  return scripts.find((script) => script !== undefined && existsSync(script));
}

function npmFolders(execPath: string, env: Environment): readonly string[] {
  const beside = [
    join(dirname(execPath), "../lib/node_modules/npm"),
    join(dirname(execPath), "node_modules/npm"),
  ];
  const programs = (env.PATH ?? env.Path ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "npm"))
    .filter((program) => existsSync(program));
  // bin/npm-cli.js, behind a link.
  return [...beside, ...programs.map((program) => join(dirname(realpathSync(program)), ".."))];
}

function resolve(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
