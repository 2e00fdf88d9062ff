import { formatTable, type Io } from "@nodewright/command-line";
import { listReleases } from "@nodewright/installation";
import { snapshot } from "@nodewright/release-index/snapshot";
import type { PlaceFlags, SourceFlags, SpecFlags } from "../flags.js";
import { describeRequest, nearestRequest, type Request } from "../requests.js";
import { openSession } from "../session.js";

export interface LsRemoteFlags extends Pick<PlaceFlags, "json">, SourceFlags, SpecFlags {
  readonly target?: string;
  readonly all?: boolean;
}

export async function lsRemote(spec: string | undefined, flags: LsRemoteFlags, io: Io): Promise<void> {
  const request = await whichReleases(spec, flags, io);
  const { sources, target } = await openSession(flags, io);
  const rows = await listReleases({ sources, target, ...request, schedule: snapshot.schedule });
  io.stdout.write(
    flags.json === true
      ? `${JSON.stringify(rows)}\n`
      : formatTable(
          rows.map(({ version, date, lts, npm }) => [version, date, npm ? `npm ${npm}` : "", lts || ""]),
        ),
  );
}

/** What the list keeps to: the word given, else the nearest version file's; nothing where there is none. */
async function whichReleases(
  spec: string | undefined,
  flags: LsRemoteFlags,
  io: Io,
): Promise<Pick<Request, "dialect"> & { readonly spec?: string }> {
  if (spec !== undefined) return { spec, dialect: flags.dialect };
  const request = flags.all === true ? undefined : await nearestRequest(io);
  if (request === undefined) return {};
  if (flags.json !== true) {
    for (const line of describeRequest(request, io)) io.stderr.write(`${line}; --all lists the others too\n`);
  }
  return request;
}
