import { type Command, formatTable, type Io } from "@nodewright/command-line";
import { listReleases } from "@nodewright/installation";
import { type PlaceOptions, type SourceOptions, withSource, withTarget } from "../options.js";
import { openSession } from "../session.js";

interface LsRemoteFlags extends Pick<PlaceOptions, "json">, SourceOptions {
  readonly target?: string;
}

export function addLsRemote(root: Command, io: Io): void {
  const command = root
    .command("ls-remote")
    .description("list the releases that a source has for a target, newest first")
    .argument("[spec]", "only those that this version, range or word covers")
    .option("--json", "one JSON array of index rows on standard output");
  withSource(withTarget(command)).action(async (spec: string | undefined, flags: LsRemoteFlags) => {
    const { sources, target } = await openSession(flags, io);
    const rows = await listReleases({ sources, target, spec });
    io.stdout.write(
      flags.json === true
        ? `${JSON.stringify(rows)}\n`
        : formatTable(
            rows.map(({ version, date, lts, npm }) => [version, date, npm ? `npm ${npm}` : "", lts || ""]),
          ),
    );
  });
}
