import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { Definition } from "@nodewright/definitions";
import { type BuildLog, openLog } from "./build-log.js";
import { buildPackage } from "./build-package.js";
import type { BuildContext, BuildFlags, Environment, TextSink } from "./context.js";
import { SourceBuildError } from "./errors.js";
import { reportFailure } from "./failure-report.js";
import { createHostProbe, type HostProbe } from "./host-probe.js";
import { chooseBackend } from "./http/choose-backend.js";
import { type InstallProgress, installDefinition } from "./install-definition.js";
import { log } from "./run-command.js";
import { runProgram } from "./run-program.js";
import { checkTemporaryDirectory, temporaryDirectory } from "./temporary.js";

/** What is to be installed. */
export type BuildSubject = DefinitionSubject | SourceTree;

/** Data, or a definition that only bash can read. */
export type DefinitionSubject = { readonly definition: Definition } | { readonly program: string };

/** A source tree that is there already, and what its package is called: `node-v24.21.0`. */
export type SourceTree = { readonly packageName: string; readonly directory: string };

export interface BuildOptions {
  readonly subject: BuildSubject;
  /** Absolute; made when it is missing, written into when it is not. */
  readonly prefix: string;
  /** The variables of notes to users: NODE_BUILD_…, CFLAGS, MAKE_OPTS and so on. Also given to every command. */
  readonly env: Environment;
  readonly cwd: string;
  readonly flags?: BuildFlags | undefined;
  /** For the configure script of Node.js. */
  readonly configureArguments?: readonly string[] | undefined;
  /** For its `make install`: `DESTDIR=…`. */
  readonly installArguments?: readonly string[] | undefined;
  /** The build directory; a fresh one, or what NODE_BUILD_BUILD_PATH names, when absent. */
  readonly buildPath?: string | undefined;
  /** Stops the build, and takes away its log and directory. Commands then get no standard input. */
  readonly signal?: AbortSignal | undefined;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly now: Date;
  /** Tells builds of one second apart: a process id. */
  readonly id: string;
  /** What calls itself responsible in a failure's report. */
  readonly version: () => Promise<string>;
}

/** What became of a build. */
export interface BuildOutcome {
  /** 0 installed; 1 failed; another number is what a program ended with by itself. */
  readonly exitCode: number;
  readonly logPath: string;
}

/**
 * Installs a definition into a prefix as node-build would. A failure is reported on `stderr` and in the
 * outcome; the log and what was built stay for inspection.
 *
 * @throws SourceBuildError `ERR_BUILD_TMPDIR`, `ERR_BUILD_TOOL`: nothing was begun.
 * @throws The signal's reason: nothing of the build is left.
 */
export async function runBuild(options: BuildOptions): Promise<BuildOutcome> {
  const { env, cwd, flags = {}, signal } = options;
  const temporary = resolve(cwd, temporaryDirectory(env));
  checkTemporaryDirectory(temporary, options.id);
  const host = createHostProbe(env);
  const http = chooseBackend(env, flags, host);
  const make = env.MAKE || ((await host.uname("-s")) === "FreeBSD" ? "gmake" : "make");
  const seed = `${temporary}/node-build.${stamp(options.now)}.${options.id}`;
  const named = options.buildPath ?? env.NODE_BUILD_BUILD_PATH;
  const buildPath = named ? resolve(cwd, named) : mkdtempSync(`${seed}.`);
  const buildLog = openLogFor(options, `${seed}.log`);
  mkdirSync(buildPath, { recursive: true });
  const context: BuildContext = {
    ...options,
    env: buildVariables(env, options.prefix, make),
    buildPath,
    cacheDirectory: cacheDirectory(env, cwd),
    temporary,
    logFd: buildLog.fd,
    flags,
    argumentLists: new Map([
      ["NODE_CONFIGURE", options.configureArguments ?? []],
      ["NODE_MAKE_INSTALL", options.installArguments ?? []],
    ]),
    host,
    http,
  };
  try {
    const exitCode = await build(context, options, buildLog);
    if (signal?.aborted) await discard(buildPath, buildLog.path);
    signal?.throwIfAborted();
    if (exitCode === 0 && !flags.keep) await discard(buildPath);
    return { exitCode, logPath: buildLog.path };
  } finally {
    buildLog.close();
  }
}

function openLogFor({ env, flags, stdout, stderr }: BuildOptions, path: string): BuildLog {
  const buildLog = openLog(path);
  if (flags?.verbose) buildLog.follow(stdout);
  else if (!env.NODE_BUILD_TESTING) {
    stderr.write(`To follow progress, use 'tail -f ${path}' or pass --verbose\n`);
  }
  return buildLog;
}

async function discard(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { recursive: true, force: true, maxRetries: 5 });
}

async function build(context: BuildContext, options: BuildOptions, buildLog: BuildLog): Promise<number> {
  const progress: InstallProgress = { triesBinary: false };
  const { subject } = options;
  try {
    log(context, `${context.buildPath}\n`);
    if ("program" in subject) {
      const result = await runProgram(context, {
        path: subject.program,
        cwd: options.cwd,
        logPath: buildLog.path,
      });
      if (result.kind === "exited") return result.exitCode;
      progress.triesBinary = result.triesBinary;
    } else if ("directory" in subject) {
      await buildPackage(context, subject, []);
      return 0;
    } else {
      await installDefinition(context, subject.definition, progress);
      return 0;
    }
  } catch (error) {
    if (error instanceof SourceBuildError && error.code === "ERR_BUILD_TOOL") return 1;
    if (context.signal?.aborted) return 1;
    log(context, `${error instanceof Error ? error.message : String(error)}\n`);
  }
  await report(context, { host: context.host, version: options.version, progress, buildLog });
  return 1;
}

interface Failure {
  readonly host: HostProbe;
  readonly version: () => Promise<string>;
  readonly progress: InstallProgress;
  readonly buildLog: BuildLog;
}

async function report(context: BuildContext, { host, version, progress, buildLog }: Failure): Promise<void> {
  reportFailure(context.stderr, {
    host: await host.description(),
    version: await version(),
    triesBinary: progress.triesBinary,
    buildPath: context.buildPath,
    log: buildLog,
  });
}

/** What every command of a build finds in its environment. */
function buildVariables(env: Environment, prefix: string, make: string): BuildContext["env"] {
  const { NODEOPT: _opt, NODELIB: _lib, ...rest } = env;
  return {
    ...rest,
    MAKE: make,
    LDFLAGS: `-L${prefix}/lib ${env.LDFLAGS ?? ""}`,
    CPPFLAGS: `-I${prefix}/include ${env.CPPFLAGS ?? ""}`,
  };
}

/** The directory of archives, if the user has made one. */
function cacheDirectory(env: Environment, cwd: string): string | undefined {
  const directory = env.NODE_BUILD_CACHE_PATH;
  if (!directory) return undefined;
  const path = resolve(cwd, directory);
  return existsSync(path) ? path : undefined;
}

/** Local time as 20260131235959. */
function stamp(now: Date): string {
  const parts = [
    now.getFullYear(),
    now.getMonth() + 1,
    now.getDate(),
    now.getHours(),
    now.getMinutes(),
    now.getSeconds(),
  ];
  return parts.map((part) => String(part).padStart(2, "0")).join("");
}
