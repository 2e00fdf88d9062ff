import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ExecutableInfo } from "@nodewright/executable";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { checkResult } from "./check-result.js";
import { compileSources } from "./compile-sources.js";
import { findEmulator } from "./emulator.js";
import { AddonBuildError } from "./errors.js";
import { findNodeGyp } from "./find-node-gyp.js";
import { type LoadReport, loadAddon } from "./load-addon.js";
import type { AddonRecipe } from "./recipe.js";
import { assertBuildsBindingGyp, runNodeGyp } from "./run-node-gyp.js";
import { findToolchain } from "./toolchain/find-toolchain.js";
import type { Toolchain } from "./toolchain/toolchain.js";
import type { Environment } from "./types.js";

/** A Node.js of a target: what node-gyp takes headers from, and what loads the addon. */
export interface TargetNode {
  /** The prefix with `include/node`. */
  readonly prefix: string;
  /** Absent where there are headers alone. */
  readonly executable?: string | undefined;
}

export interface BuildAddonOptions {
  readonly target: Target;
  readonly host: Target;
  /** The addon's folder. */
  readonly projectDir: string;
  /** Name of the addon, without `.node`. */
  readonly moduleName: string;
  readonly outFile: string;
  /** Without one, the folder's binding.gyp is built by node-gyp. */
  readonly recipe?: AddonRecipe | undefined;
  /** The Node-API level to build for. */
  readonly napiVersion?: number | undefined;
  /** gyp variables that a binding.gyp reads. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** The newest glibc that the addon may need; `2.28` when absent, that of Node.js 18 to 24. */
  readonly glibc?: string | undefined;
  readonly toolchain?: Toolchain["kind"] | undefined;
  readonly env: Environment;
  readonly jobs?: number | undefined;
  /** Where a Node.js for the target is; asked only when one is needed. */
  readonly nodeFor: (target: Target) => Promise<TargetNode | undefined>;
  /** Whether to load the addon where that is possible; true when absent. */
  readonly load?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onCommand?: ((command: string) => void) | undefined;
}

export interface BuiltAddon {
  readonly target: Target;
  readonly file: string;
  readonly info: ExecutableInfo;
  /** The compiler, in words. */
  readonly toolchain: string;
  /** What a Node.js of the target said of the addon, and what ran that; or why none was run. */
  readonly run: (LoadReport & { readonly by: string }) | { readonly reason: string };
}

export const DEFAULT_GLIBC = "2.28";

/**
 * Builds an addon for one target: finds a compiler, compiles, reads the result's headers back and, where this machine
 * can, loads it in a Node.js of the target.
 * @throws AddonBuildError for what is missing, does not compile, is not for the target or does not load
 */
export async function buildAddon(options: BuildAddonOptions): Promise<BuiltAddon> {
  const { target, outFile: file, napiVersion, glibc = DEFAULT_GLIBC } = options;
  const toolchain = await findToolchain({ ...options, glibc, kind: options.toolchain });
  const { recipe } = options;
  if (recipe !== undefined) {
    const nodeDir = (await options.nodeFor(target))?.prefix;
    await compileSources({ ...common(options), recipe, toolchain, nodeDir });
  } else await buildBindingGyp(options, toolchain);
  const info = await checkResult(file, { target, glibc, napiVersion });
  const run = (options.load ?? true) ? await tryLoading(options) : { reason: "not asked for" };
  return { target, file, info, toolchain: toolchain.description, run };
}

function common(
  options: BuildAddonOptions,
): Omit<BuildAddonOptions, "toolchain"> & { readonly jobs: number } {
  const { toolchain: _, jobs = 1, ...rest } = options;
  return { ...rest, jobs };
}

async function buildBindingGyp(options: BuildAddonOptions, toolchain: Toolchain): Promise<void> {
  const { projectDir, target, env } = options;
  if (!existsSync(join(projectDir, "binding.gyp"))) {
    throw new AddonBuildError(
      "ERR_ADDON_SOURCES",
      `${projectDir} has neither a binding.gyp nor binary.build`,
      {
        hint: 'list the sources in package.json: "binary": { "build": { "sources": ["src/addon.c"] } }',
      },
    );
  }
  assertBuildsBindingGyp(options);
  const node = await options.nodeFor(target);
  if (node === undefined) {
    throw new AddonBuildError("ERR_ADDON_SOURCES", "node-gyp needs Node.js's headers, and none were found", {
      hint: "name a prefix that has include/node: --nodedir",
    });
  }
  const nodeGyp = await findNodeGyp({ projectDir, env, node: process.execPath });
  // gyp keeps the path of a dependency in that of its objects, `..` and all: three folders down they would land in it.
  const workDir = join(projectDir, "build", `cross-${formatTarget(target) ?? "target"}`);
  await runNodeGyp({ ...common(options), toolchain, nodeGyp, workDir, nodeDir: node.prefix });
}

async function tryLoading(options: BuildAddonOptions): Promise<BuiltAddon["run"]> {
  const { target, outFile: file, env, signal } = options;
  const emulator = await findEmulator(target, options);
  if ("reason" in emulator) return emulator;
  const node = await options.nodeFor(target);
  if (node?.executable === undefined) return { reason: "no Node.js for this target is at hand" };
  const report = await loadAddon({ file, target, emulator, node: node.executable, env, signal });
  return { ...report, by: emulator.name };
}
