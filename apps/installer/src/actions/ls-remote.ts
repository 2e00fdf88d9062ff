import { formatTable, type Io } from "@nodewright/command-line";
import { listReleases } from "@nodewright/installation";
import type { PlaceFlags, SourceFlags } from "../flags.js";
import { openSession } from "../session.js";

export interface LsRemoteFlags extends Pick<PlaceFlags, "json">, SourceFlags {
  readonly target?: string;
}

export async function lsRemote(spec: string | undefined, flags: LsRemoteFlags, io: Io): Promise<void> {
  const { sources, target } = await openSession(flags, io);
  const rows = await listReleases({ sources, target, spec });
  io.stdout.write(
    flags.json === true
      ? `${JSON.stringify(rows)}\n`
      : formatTable(
          rows.map(({ version, date, lts, npm }) => [version, date, npm ? `npm ${npm}` : "", lts || ""]),
        ),
  );
}
