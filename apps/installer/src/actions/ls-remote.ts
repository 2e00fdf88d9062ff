import { createProgress, formatTable, type Io } from "@nodewright/command-line";
import { type InstallEvent, type ListedRelease, listReleases } from "@nodewright/installation";
import { snapshot } from "@nodewright/release-index/snapshot";
import type { PlaceFlags, SourceFlags, SpecFlags } from "../flags.js";
import { renderEvent } from "../render.js";
import { describeRequest, nearestRequest, type Request } from "../requests.js";
import { openSession } from "../session.js";

export interface LsRemoteFlags extends Pick<PlaceFlags, "json">, SourceFlags, SpecFlags {
  readonly target?: string;
  readonly all?: boolean;
}

export async function lsRemote(spec: string | undefined, flags: LsRemoteFlags, io: Io): Promise<void> {
  const request = await whichReleases(spec, flags, io);
  const { sources, target } = await openSession(flags, io);
  const progress = createProgress(io, flags.json === true ? { mode: "silent" } : {});
  const onEvent = (event: InstallEvent): void => renderEvent(event, progress);
  const rows = await listReleases({ sources, target, ...request, schedule: snapshot.schedule, onEvent });
  const isFromSeveral = sources.length > 1;
  io.stdout.write(
    flags.json === true
      ? `${JSON.stringify(rows)}\n`
      : formatTable(rows.map((row) => [...columnsOf(row), ...(isFromSeveral ? [placeOf(row)] : [])])),
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

function columnsOf({ version, date, lts, npm }: ListedRelease): string[] {
  return [version, date, npm ? `npm ${npm}` : "", lts || ""];
}

/** Where a release comes from, and how it has to be asked for. */
function placeOf({ source, onRequest }: ListedRelease): string {
  return onRequest === undefined ? source : `${source} (unsigned: ${onRequest})`;
}
