import { resolve } from "node:path";
import type { Compression } from "@nodewright/app-archive";
import { recordRun, traceApp } from "@nodewright/app-archive/trace";
import { createProgress, type Io } from "@nodewright/command-line";
import { machine, type SourceFlags } from "@nodewright/installer/sources";
import {
  type BaseBinary,
  findApp,
  namedBase,
  outputNames,
  packApp,
  readTargets,
} from "@nodewright/packaging";
import { renderPacked, renderTrace, toReport } from "../render.js";
import { openPackSession, type PackSession } from "../session.js";
import { version } from "../version.js";
import { type AfterFlags, afterPacking } from "./after-packing.js";

export interface PackFlags extends SourceFlags, AfterFlags {
  readonly target?: readonly string[];
  readonly output?: string;
  readonly outDir?: string;
  readonly node?: readonly string[];
  readonly assets?: readonly string[];
  readonly scripts?: readonly string[];
  readonly ignore?: readonly string[];
  readonly trace?: readonly string[];
  readonly options?: readonly string[];
  readonly compress: Compression;
  readonly keepSymbols?: boolean;
  readonly json?: boolean;
}

/**
 * Traces the app once, and puts it into a base for each target.
 * @returns the exit code: 1 when a check run failed
 */
export async function pack(input: string, flags: PackFlags, io: Io): Promise<number> {
  const { target: _, ...sourceFlags } = flags;
  const progress = createProgress(io, flags.json === true ? { mode: "silent" } : {});
  const session = await openPackSession(sourceFlags, io, progress);
  try {
    const app = await findApp(resolve(io.cwd, input));
    const seen = flags.trace === undefined ? [] : await record(flags.trace, app.folder, io);
    const trace = await traceApp({ ...app, ...flags, seen, cacheFile: session.traceCache(app.folder) });
    renderTrace(trace, progress);
    const bases = await basesFor(flags, session, io);
    const names = outputNames(flags.output ?? app.name, bases);
    const wanted = bases.map((base, i) => ({
      base,
      output: resolve(io.cwd, flags.outDir ?? ".", names[i] ?? app.name),
    }));
    let isGood = true;
    const packed = await packApp({
      trace,
      app,
      packager: version(),
      embedsSbom: flags.sbom === true,
      wanted,
      compression: flags.compress,
      execArgv: flags.options?.flatMap((list) => list.split(",")).map(toOption),
      stripSymbols: flags.keepSymbols !== true,
      addons: session.addons,
      onPacked: async (one) => {
        renderPacked(one, progress);
        isGood = (await afterPacking(one, flags, { trace, io, progress })) && isGood;
      },
    });
    progress.finish();
    if (flags.json === true) io.stdout.write(`${JSON.stringify(toReport(trace, packed))}\n`);
    return isGood ? 0 : 1;
  } finally {
    progress.finish();
    await session.close();
  }
}

/** What runs of the app use. */
async function record(commands: readonly string[], folder: string, io: Io): Promise<string[]> {
  const runs: string[] = [];
  for (const command of commands) {
    runs.push(...(await recordRun({ command, folder, env: io.env, signal: io.signal })));
  }
  return runs;
}

/** The Node.js binaries that the options mean: those named with `--node`, else one for each target. */
async function basesFor(
  { node, target }: PackFlags,
  session: PackSession,
  io: Io,
): Promise<readonly BaseBinary[]> {
  if (node !== undefined) return Promise.all(node.map((file) => namedBase(resolve(io.cwd, file))));
  const { host } = machine();
  return session.bases(readTargets(target ?? ["host"], { host, spec: process.version }));
}

/** `max-old-space-size=4096` is an option without its dashes. */
function toOption(text: string): string {
  return text.startsWith("-") ? text : `--${text}`;
}
