import { resolve } from "node:path";
import { type Compression, writeArchive } from "@nodewright/app-archive";
import { readTraced, traceApp } from "@nodewright/app-archive/trace";
import { createProgress, type Io } from "@nodewright/command-line";
import type { SourceFlags } from "@nodewright/installer/sources";
import { type Executable, findApp, outputNames, packExecutable } from "@nodewright/packaging";
import { basesFor } from "../bases.js";
import { renderPacked, renderTrace, toReport } from "../render.js";

export interface PackFlags extends SourceFlags {
  readonly target?: readonly string[];
  readonly output?: string;
  readonly outDir?: string;
  readonly node?: readonly string[];
  readonly assets?: readonly string[];
  readonly scripts?: readonly string[];
  readonly ignore?: readonly string[];
  readonly options?: readonly string[];
  readonly compress: Compression;
  readonly keepSymbols?: boolean;
  readonly json?: boolean;
}

/** Traces the app once, packs it once, and puts it into a base for each target. */
export async function pack(input: string, flags: PackFlags, io: Io): Promise<void> {
  const progress = createProgress(io, flags.json === true ? { mode: "silent" } : {});
  try {
    const app = await findApp(resolve(io.cwd, input));
    const trace = await traceApp({ ...app, ...flags });
    renderTrace(trace, progress);
    const archive = writeArchive({
      files: readTraced(trace),
      entry: trace.entry,
      compression: flags.compress,
    });
    const bases = await basesFor(flags, io, progress);
    const names = outputNames(flags.output ?? app.name, bases);
    const made: Executable[] = [];
    for (const [i, base] of bases.entries()) {
      const output = resolve(io.cwd, flags.outDir ?? ".", names[i] ?? app.name);
      const execArgv = flags.options?.flatMap((list) => list.split(",")).map(toOption);
      const stripSymbols = flags.keepSymbols !== true;
      const executable = await packExecutable({ base, archive, output, execArgv, stripSymbols });
      made.push(executable);
      renderPacked(executable, base, progress);
    }
    progress.finish();
    if (flags.json === true) io.stdout.write(`${JSON.stringify(toReport({ trace, bases, made }))}\n`);
  } finally {
    progress.finish();
  }
}

/** `max-old-space-size=4096` is an option without its dashes. */
function toOption(text: string): string {
  return text.startsWith("-") ? text : `--${text}`;
}
