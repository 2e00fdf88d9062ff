import { type ReleaseRow, tryParseVersion } from "@nodewright/release-index";
import { buildResultSchema } from "./farm-job.js";
import { publishedBy, publishedRecords } from "./farm-status.js";
import type { Farm } from "./open-farm.js";
import { gateOf } from "./push-release.js";
import { readUpstreamIndex } from "./upstream.js";

/** A target of a release that a recipe builds and that is not published. */
export interface Hole {
  readonly version: string;
  readonly recipe: string;
  /** By the farm's own past builds with the recipe; undefined where there are none. */
  readonly estimatedMs: number | undefined;
  readonly row: ReleaseRow;
}

export interface PlanOptions {
  readonly channel: string;
  /** Which of upstream's releases are looked at. */
  readonly includes: (version: string) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** The holes of a channel: what the gates let through less what is published, newest release first. */
export async function planBuilds(
  farm: Farm,
  { channel, includes, signal }: PlanOptions,
): Promise<readonly Hole[]> {
  const rows = (await readUpstreamIndex(farm, channel, signal)).filter(
    ({ version }) => tryParseVersion(version) !== undefined && includes(version),
  );
  const recipes = await farm.recipes();
  const published = publishedBy(await publishedRecords(farm));
  const durations = await meanDurations(farm);
  return rows.flatMap((row) =>
    recipes
      .filter((recipe) => gateOf(recipe, row.version) === undefined)
      .map(({ data }) => data.name)
      .filter((recipe) => !published.has(`${row.version} ${recipe}`))
      .map((recipe) => ({ version: row.version, recipe, estimatedMs: durations.get(recipe), row })),
  );
}

async function meanDurations({ queue }: Pick<Farm, "queue">): Promise<ReadonlyMap<string, number>> {
  const { jobs } = await queue.list({ kinds: ["build"], states: ["succeeded"], limit: 1_000 });
  const sums = new Map<string, { readonly total: number; readonly count: number }>();
  for (const { group = "", result } of jobs) {
    const parsed = buildResultSchema.safeParse(result);
    if (!parsed.success) continue;
    const took = Date.parse(parsed.data.endedAt) - Date.parse(parsed.data.startedAt);
    const { total = 0, count = 0 } = sums.get(group) ?? {};
    sums.set(group, { total: total + took, count: count + 1 });
  }
  return new Map([...sums].map(([group, { total, count }]) => [group, total / count]));
}
