import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import type { BuildContext, Environment } from "./context.js";
import { definitionLibrary } from "./definition-library.generated.js";
import { SourceBuildError } from "./errors.js";

/** A module that does the work of the functions a definition calls, each time in a process of its own. */
const HELPER = `import { runHelper } from ${JSON.stringify(new URL("./helper.js", import.meta.url).href)};
process.exitCode = await runHelper(process.argv.slice(1), process);`;

export interface ProgramOptions {
  /** The definition's file. */
  readonly path: string;
  readonly cwd: string;
  readonly logPath: string;
}

/** How a program ended: by itself, or because one of its commands failed. */
export type ProgramResult =
  | { readonly kind: "exited"; readonly exitCode: number }
  | { readonly kind: "failed"; readonly triesBinary: boolean };

/**
 * Runs a definition that is a program in a bash of its own, where node-build's functions are at hand.
 *
 * @throws SourceBuildError `ERR_BUILD_TOOL` without bash.
 */
export async function runProgram(context: BuildContext, options: ProgramOptions): Promise<ProgramResult> {
  const failureFile = `${options.logPath.replace(/\.log$/, "")}.failure`;
  const exitCode = await runBash(
    context,
    programVariables(context, { ...options, failureFile }),
    options.cwd,
  );
  if (!existsSync(failureFile)) return { kind: "exited", exitCode };
  const triesBinary = readFileSync(failureFile, "utf8").trim() !== "";
  rmSync(failureFile, { force: true });
  return { kind: "failed", triesBinary };
}

function runBash(context: BuildContext, env: Environment, cwd: string): Promise<number> {
  const { logFd, stderr, argumentLists } = context;
  const lists = argumentLists.get("NODE_CONFIGURE") ?? [];
  return new Promise((resolve, reject) => {
    // Without --norc, bash reads its start-up file where standard input is a socket.
    const child = spawn("bash", ["--norc", "--noprofile", "-c", definitionLibrary, "bash", ...lists], {
      cwd,
      env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
      stdio: ["inherit", "inherit", "inherit", 2, logFd],
    });
    child.once("error", (cause) => {
      stderr.write("error: please install `bash` and try again\n");
      reject(
        new SourceBuildError(
          "ERR_BUILD_TOOL",
          "this definition is a bash program, and bash is not installed",
          { cause },
        ),
      );
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** What a definition finds set, as under node-build. */
function programVariables(
  context: BuildContext,
  { path, logPath, failureFile }: ProgramOptions & { readonly failureFile: string },
): Environment {
  const { env, flags, prefix, buildPath, temporary } = context;
  const flag = (isSet: boolean | undefined): string | undefined => (isSet ? "true" : undefined);
  return {
    ...env,
    DEFINITION_PATH: path,
    PREFIX_PATH: prefix,
    BUILD_PATH: buildPath,
    LOG_PATH: logPath,
    NODE_BIN: `${prefix}/bin/node`,
    TMP: temporary,
    NODE_BUILD_CACHE_PATH: context.cacheDirectory,
    SKIP_BINARY: flag(flags.compile),
    KEEP_BUILD_PATH: flag(flags.keep),
    HAS_PATCH: flag(flags.patch),
    VERBOSE: flag(flags.verbose),
    IPV4: flag(flags.ipv4),
    IPV6: flag(flags.ipv6),
    NODEWRIGHT_BUILD_NODE: process.execPath,
    NODEWRIGHT_BUILD_HELPER: HELPER,
    NODEWRIGHT_BUILD_FAILURE: failureFile,
  };
}
