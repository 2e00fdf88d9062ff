import { type Command, createProgress, type Io } from "@nodewright/command-line";
import { installNode } from "@nodewright/installation";
import { coreVersion } from "../core-version.js";
import { type PlaceOptions, type SourceOptions, withPlace, withSource, withTarget } from "../options.js";
import { renderEvent, renderResult, toReport } from "../render.js";
import { openSession } from "../session.js";

interface InstallFlags extends PlaceOptions, SourceOptions {
  readonly target?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

export function addInstall(root: Command, io: Io): void {
  const command = root
    .command("install")
    .description("install the release that <spec> means")
    .argument("<spec>", "version, part of one, range, lts, lts/<name>, codename or latest")
    .option("--dry-run", "resolve and prove, write nothing")
    .option("--force", "make an install that is already there again");
  withSource(withTarget(withPlace(command))).action((spec: string, flags: InstallFlags) =>
    run(spec, flags, io),
  );
}

async function run(spec: string, flags: InstallFlags, io: Io): Promise<void> {
  const session = await openSession(flags, io);
  const progress = createProgress(io, flags.json === true ? { mode: "silent" } : {});
  try {
    const result = await installNode({
      ...session,
      spec,
      offline: flags.offline ?? false,
      dryRun: flags.dryRun ?? false,
      force: flags.force ?? false,
      env: io.env,
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
