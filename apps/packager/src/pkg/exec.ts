import { resolve } from "node:path";
import { writeArchive } from "@nodewright/app-archive";
import { readTraced, traceApp } from "@nodewright/app-archive/trace";
import { type Io, packageVersion } from "@nodewright/command-line";
import { machine } from "@nodewright/installer/sources";
import { packExecutable } from "@nodewright/packaging";
import { basesForPkg } from "./bases.js";
import { changedFiles, runPostBuild, runPreBuild } from "./hooks.js";
import { refuseOutputs, tellLimits } from "./limits.js";
import { createLog, type PkgLog } from "./log.js";
import type { PkgExecOptions } from "./options.js";
import { packagesWithConfig } from "./package-configs.js";
import { type PkgInput, parseArgv, parseOptions } from "./parse-input.js";
import { ReportedError } from "./reported-error.js";
import { type PkgBuild, resolveBuild } from "./resolve-build.js";
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

function version(): string {
  return packageVersion(new URL("../package.json", import.meta.url));
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
  const archive = await pack(asked, log);
  const bases = await basesForPkg(asked.targets, io);
  for (const [i, base] of bases.entries()) {
    const output = resolve(cwd, outputs[i] ?? "");
    await packExecutable({ base, archive, output, execArgv: flags.execArgv });
    log.debug(`${output} is made of Node.js ${base.version}`);
    await runPostBuild(config, output, { log, env });
  }
}

async function pack(asked: PkgBuild, log: PkgLog) {
  const { project, config, flags } = asked;
  const { options, patches } = await packagesWithConfig(asked, log);
  const trace = await traceApp(options);
  for (const { path, by } of trace.files) {
    log.debug(
      `Content of ${path} is added to queue.${by[0] === undefined ? "" : ` It was required from ${by[0]}`}`,
    );
  }
  for (const { request, from } of trace.unresolved) log.debug(`Cannot resolve '${request}'`, from);
  for (const warning of trace.warnings) log.warn(warning);
  const { transform } = config;
  const files = await changedFiles(readTraced(trace), trace, { patches, transform, log });
  log.debug(`${project.entry} starts`);
  return writeArchive({ files, entry: trace.entry, compression: flags.compression });
}
