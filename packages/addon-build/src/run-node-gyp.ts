import { existsSync } from "node:fs";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { writeCompilerWrappers } from "./compiler-wrappers.js";
import { copyProject } from "./copy-project.js";
import { AddonBuildError } from "./errors.js";
import { type Command, formatCommand, runCommand } from "./run-command.js";
import type { Toolchain } from "./toolchain/toolchain.js";
import type { Environment } from "./types.js";

export interface NodeGypOptions {
  readonly target: Target;
  readonly host: Target;
  readonly toolchain: Toolchain;
  /** The command that runs node-gyp. */
  readonly nodeGyp: Command;
  /** The addon's folder, with its binding.gyp. */
  readonly projectDir: string;
  /** A folder of this build's own, which is emptied first. */
  readonly workDir: string;
  readonly outFile: string;
  readonly moduleName: string;
  /** A prefix of Node.js for the target, of which `include/node` is used. */
  readonly nodeDir: string;
  /** gyp variables that the binding.gyp reads: `napi_build_version`, … */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly env: Environment;
  readonly jobs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onCommand?: ((command: string) => void) | undefined;
}

/**
 * Builds a binding.gyp for a Linux target, or for the machine itself, in a copy of the addon's folder.
 * @throws AddonBuildError ERR_ADDON_SOURCES for other targets: gyp's makefiles are those of the system that it runs
 *   on; ERR_ADDON_COMPILE with the command and the end of what it printed
 */
export async function runNodeGyp(options: NodeGypOptions): Promise<void> {
  const { toolchain, workDir, outFile, moduleName } = options;
  assertBuildsBindingGyp(options);
  await copyProject(options.projectDir, workDir);
  const productDir = join(workDir, "build", "product");
  const command: Command = [...options.nodeGyp, "rebuild", ...nodeGypFlags(options, productDir)];
  const compilers = await writeCompilerWrappers(toolchain, join(workDir, "build-tools"));
  const text = formatCommand(command);
  options.onCommand?.(text);
  const { exitCode, output } = await runCommand(command, {
    cwd: workDir,
    // npm's own settings would win over the flags.
    env: { ...withoutBuildSettings(options.env), ...compilers },
    signal: options.signal,
  });
  const places = [
    join(productDir, `${moduleName}.node`),
    join(workDir, "build/Release", `${moduleName}.node`),
  ];
  const built = places.find((place) => existsSync(place));
  if (exitCode !== 0 || built === undefined) throw failed({ options, text, output, exitCode });
  await mkdir(dirname(outFile), { recursive: true });
  await copyFile(built, outFile);
  await rm(workDir, { recursive: true, force: true });
}

function nodeGypFlags(options: NodeGypOptions, productDir: string): string[] {
  const { target, nodeDir, moduleName, jobs, variables = {} } = options;
  const all = {
    ...variables,
    module: join(productDir, `${moduleName}.node`),
    module_name: moduleName,
    module_path: productDir,
  };
  return [
    `--arch=${target.arch}`,
    `--nodedir=${nodeDir}`,
    `--jobs=${jobs}`,
    ...Object.entries(all).map(([name, value]) => `--${name}=${value}`),
  ];
}

function withoutBuildSettings(env: Environment): Environment {
  const own =
    /^npm_config_(arch|nodedir|target|target_arch|target_platform|target_libc|runtime|dist_url|disturl)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}

/** @throws AddonBuildError ERR_ADDON_SOURCES unless node-gyp on this host can build for the target */
export function assertBuildsBindingGyp({ target, host }: Pick<NodeGypOptions, "target" | "host">): void {
  if (target.os === host.os) return;
  throw new AddonBuildError(
    "ERR_ADDON_SOURCES",
    `a binding.gyp cannot be built for ${formatTarget(target)} on ${host.os}: node-gyp makes projects for its own system`,
    {
      hint: 'list the sources in package.json: "binary": { "build": { "sources": […] } }; or build this target on its own system',
    },
  );
}

const SHOWN_LINES = 60;

function failed(failure: {
  readonly options: NodeGypOptions;
  readonly text: string;
  readonly output: string;
  readonly exitCode: number | undefined;
}): AddonBuildError {
  const { options, text, output, exitCode } = failure;
  const name = formatTarget(options.target);
  const why =
    exitCode === 0 ? `no ${options.moduleName}.node came out` : `ended with ${exitCode ?? "a signal"}`;
  const lines = output.trimEnd().split("\n");
  const shown = lines.length > SHOWN_LINES ? ["…", ...lines.slice(-SHOWN_LINES)] : lines;
  return new AddonBuildError(
    "ERR_ADDON_COMPILE",
    `node-gyp for ${name}: ${why} in ${options.workDir}\n$ ${text}\n${shown.join("\n")}`,
    {
      hint:
        exitCode === 0
          ? "module_name in package.json and target_name in binding.gyp must be the same"
          : `the folder is kept; the target's compiler is ${options.toolchain.description}`,
    },
  );
}
