import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { writeFileAtomic } from "@nodewright/artifact-store";
import { compareVersions, type ReleaseRow } from "@nodewright/release-index";
import { z } from "zod";
import { FarmError } from "./errors.js";
import type { Farm } from "./open-farm.js";
import { requestsFor } from "./push-release.js";
import { findSource, readUpstreamIndex } from "./upstream.js";

export interface CheckOptions {
  readonly channel: string;
  /** At the first check: this version and later ones are new. All are old, when absent. */
  readonly since?: string | undefined;
  /** These count as never seen: what was missed is queued again. */
  readonly forget?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a check of a channel found. */
export interface Check {
  /** Queued now. */
  readonly queued: readonly string[];
  /** In the index, and their source is not there yet: looked at again by the next check. */
  readonly waiting: readonly string[];
  /** Releases that no recipe builds. */
  readonly gated: readonly string[];
  /** How many were seen before. */
  readonly known: number;
}

interface Seen {
  readonly versions: readonly string[];
}

const seenSchema: z.ZodType<Seen> = z.object({ versions: z.array(z.string()) });

/**
 * Queues what is new in a channel: the versions of its index less those that were seen, whatever their order or
 * number. Jobs are pushed all at once, and only then the versions count as seen: a check that was cut off is repeated
 * by the next one, and a version that is queued twice is one job.
 * @throws FarmError ERR_FARM_UPSTREAM; nothing was changed then
 */
export async function checkReleases(farm: Farm, options: CheckOptions): Promise<Check> {
  const { channel, forget = [], signal } = options;
  const rows = await readUpstreamIndex(farm, channel, signal);
  const path = farm.pathOf("discovery", `${channel}.json`);
  const before = (await readSeen(path)) ?? firstSeen(rows, options.since);
  const seen = new Set(before.filter((version) => !forget.includes(version)));
  const sorted = rows
    .filter(({ version }) => !seen.has(version))
    .sort((a, b) => compareVersions(a.version, b.version));
  const ready: ReleaseRow[] = [];
  const waiting: string[] = [];
  for (const row of sorted) {
    if ((await findSource(farm, row.version, signal)) === undefined) waiting.push(row.version);
    else ready.push(row);
  }
  const requests = await Promise.all(ready.map((row) => requestsFor(farm, { version: row.version, row })));
  const gated = ready.filter((_, at) => requests[at]?.length === 0).map(({ version }) => version);
  await farm.queue.push(requests.flat());
  const versions = [...seen, ...ready.map(({ version }) => version)];
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, `${JSON.stringify({ versions } satisfies Seen, null, 1)}\n`);
  const queued = ready.map(({ version }) => version).filter((version) => !gated.includes(version));
  return { queued, waiting, gated, known: seen.size };
}

function firstSeen(rows: readonly ReleaseRow[], since: string | undefined): string[] {
  const versions = rows.map(({ version }) => version);
  return since === undefined ? versions : versions.filter((version) => compareVersions(version, since) < 0);
}

async function readSeen(path: string): Promise<readonly string[] | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "ENOENT") return undefined;
    throw error;
  }
  try {
    return seenSchema.parse(JSON.parse(text)).versions;
  } catch (cause) {
    throw new FarmError("ERR_FARM_CONFIG", `${path} cannot be read`, {
      hint: "remove it: the next check takes what is in the index for seen; or give --since",
      cause,
    });
  }
}
