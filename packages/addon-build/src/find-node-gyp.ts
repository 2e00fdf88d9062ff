import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { AddonBuildError } from "./errors.js";
import type { Command } from "./run-command.js";
import type { Environment } from "./types.js";
import { which } from "./which.js";

export interface FindNodeGypOptions {
  readonly projectDir: string;
  readonly env: Environment;
  /** The Node.js that runs it, whose npm may bring one. */
  readonly node: string;
}

/**
 * The command that runs node-gyp: `npm_config_node_gyp` where that is a file, the addon's own dependency, the one that npm carries (of
 * this Node.js, or of the npm on PATH), or that on PATH, in this order.
 * @throws AddonBuildError ERR_ADDON_TOOLCHAIN where there is none
 */
export async function findNodeGyp({ projectDir, env, node }: FindNodeGypOptions): Promise<Command> {
  const named = env.npm_config_node_gyp;
  if (named && existsSync(named)) return [node, named];
  const own = resolveFrom(join(projectDir, "package.json"));
  if (own !== undefined) return [node, own];
  for (const npm of [
    join(dirname(node), "..", "lib/node_modules/npm"),
    join(dirname(node), "node_modules/npm"),
  ]) {
    const script = join(npm, "node_modules/node-gyp/bin/node-gyp.js");
    if (existsSync(script)) return [node, script];
  }
  const npm = await which("npm", env);
  const carried = npm === undefined ? undefined : resolveFrom(await realpath(npm));
  if (carried !== undefined) return [node, carried];
  const found = await which("node-gyp", env);
  if (found !== undefined) return [found];
  throw new AddonBuildError("ERR_ADDON_TOOLCHAIN", "no node-gyp is installed here", {
    hint: "npm install --save-dev node-gyp",
  });
}

function resolveFrom(file: string): string | undefined {
  try {
    return createRequire(file).resolve("node-gyp/bin/node-gyp.js");
  } catch {
    return undefined;
  }
}
