import { basename, join, resolve } from "node:path";
import { type Trace, traceApp } from "@nodewright/app-archive/trace";
import { createProgress, type Io } from "@nodewright/command-line";
import { machine } from "@nodewright/installer/sources";
import { packApp, targetWord } from "@nodewright/packaging";
import { openPackSession, type PackSession } from "../session.js";
import { version } from "../version.js";
import { basesForPkg } from "./bases.js";
import { changedFiles, runPostBuild, runPreBuild } from "./hooks.js";
import { refuseOutputs, tellLimits } from "./limits.js";
import { createLog, type PkgLog } from "./log.js";
import type { PkgExecOptions } from "./options.js";
import { tellPackageNotes } from "./package-notes.js";
import { type PkgInput, parseArgv, parseOptions } from "./parse-input.js";
import { ReportedError } from "./reported-error.js";
import { resolveBuild } from "./resolve-build.js";
import { traceOptionsOf } from "./trace-options.js";
import { usage } from "./usage.js";

/**
 * Does what `pkg` does with a command line or with options, with executables of stock Node.js.
 * @throws an Error in `pkg`'s words, printed already where `wasReported` is set
 */
export async function execPkg(asked: readonly string[] | PkgExecOptions, io: Io): Promise<void> {
  const log = createLog(io.stdout, io.env);
  try {
    const input = isArgv(asked) ? parseArgv(asked) : parseOptions(asked);
    if (input.help === true) io.stdout.write(usage);
    else if (input.version === true) io.stdout.write(`${version()}\n`);
    else await build(input, log, io);
  } catch (error) {
    if (!(error instanceof ReportedError)) throw error;
    if (!error.wasReported) log.error(error.message, error.lines);
    error.wasReported = true;
    throw error;
  }
}

function isArgv(asked: readonly string[] | PkgExecOptions): asked is readonly string[] {
  return Array.isArray(asked);
}

async function build(input: PkgInput, log: PkgLog, io: Io): Promise<void> {
  const { env, cwd } = io;
  log.info(`pkg@${version()} (nodewright)`);
  const { host } = machine();
  const asked = await resolveBuild(input, { log, cwd, host: { host, nodeVersion: process.version } });
  const { config, flags, outputs } = asked;
  log.debugMode = flags.values.debug === true;
  if (flags.compression !== "none") log.info(`compression: ${String(flags.values.compress)}`);
  tellLimits(input, asked, log);
  await runPreBuild(config, log, env);
  await refuseOutputs(outputs);
  const { options, patches } = traceOptionsOf(asked, log, cwd);
  const session = await openPkgSession(io);
  try {
    const trace = await traceApp({ ...options, cacheFile: session.traceCache(asked.project.folder) });
    tellTrace(trace, log);
    tellPackageNotes(trace, log, cwd);
    const bases = await basesForPkg(asked.targets, session, io);
    await packApp({
      trace,
      app: { name: asked.project.manifest?.name ?? basename(asked.project.entry) },
      packager: version(),
      wanted: bases.map((base, i) => ({ base, output: resolve(cwd, outputs[i] ?? "") })),
      compression: flags.compression,
      execArgv: flags.execArgv,
      addons: flags.values["native-build"] === false ? undefined : session.addons,
      change: (files, traced) => changedFiles(files, traced, { patches, transform: config.transform, log }),
      onPacked: async ({ output, base, swaps }) => {
        for (const { package: name, by } of swaps)
          log.info(`Addon of ${name} for ${targetWord(base.target)}: ${by}`);
        log.debug(`${output} is made of Node.js ${base.version}`);
        await runPostBuild(config, output, { log, env });
      },
    });
  } finally {
    await session.close();
  }
}

/** `PKG_CACHE_PATH` is where bases are kept. */
function openPkgSession(io: Io): Promise<PackSession> {
  const { PKG_CACHE_PATH: cache } = io.env;
  const env = cache ? { ...io.env, NODEWRIGHT_CACHE_DIR: resolve(io.cwd, cache) } : io.env;
  const progress = createProgress(io, io.stderr.isTTY === true ? {} : { mode: "silent" });
  return openPackSession({}, { ...io, env }, progress);
}

function tellTrace({ root, files, ignored, unresolved, warnings }: Trace, log: PkgLog): void {
  for (const { source, by } of files) {
    const reason = by[0] === undefined ? "" : ` It was required from ${by[0]}`;
    log.debug(`Content of ${source} is added to queue.${reason}`);
  }
  for (const path of ignored) {
    log.debug(`Ignoring file: ${join(root, path)} due to top level config ignore pattern`);
  }
  for (const { request, from } of unresolved) log.debug(`Cannot find module '${request}'`, from);
  for (const warning of warnings) log.warn(warning);
}
