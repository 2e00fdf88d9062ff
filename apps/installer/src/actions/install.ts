import { createProgress, type Io } from "@nodewright/command-line";
import { type InstallOptions, installNode } from "@nodewright/installation";
import { coreVersion } from "../core-version.js";
import type { PlaceFlags, SourceFlags } from "../flags.js";
import { renderEvent, renderResult, toReport } from "../render.js";
import { openSession } from "../session.js";

export interface InstallFlags extends PlaceFlags, SourceFlags {
  readonly target?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly compile?: boolean;
  readonly compileOnly?: boolean;
  readonly verbose?: boolean;
}

export async function install(spec: string, flags: InstallFlags, io: Io): Promise<void> {
  const session = await openSession(flags, io);
  const progress = createProgress(io, flags.json === true ? { mode: "silent" } : {});
  try {
    const result = await installNode({
      ...session,
      spec,
      offline: flags.offline ?? false,
      dryRun: flags.dryRun ?? false,
      force: flags.force ?? false,
      compile: compileOf(flags),
      verbose: flags.verbose ?? false,
      env: io.env,
      cwd: io.cwd,
      coreVersion: coreVersion(),
      signal: io.signal,
      onEvent: (event) => renderEvent(event, progress),
    });
    progress.finish();
    io.stdout.write(flags.json === true ? `${JSON.stringify(toReport(result))}\n` : renderResult(result));
  } finally {
    progress.finish();
  }
}

function compileOf({ compile, compileOnly }: InstallFlags): InstallOptions["compile"] {
  if (compileOnly === true) return "always";
  return compile === true ? "without-binary" : undefined;
}
