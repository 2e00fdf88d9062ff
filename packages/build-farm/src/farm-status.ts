import type { Job, Worker } from "@nodewright/build-queue";
import { compareVersions } from "@nodewright/release-index";
import type { ReleaseRecord } from "@nodewright/release-publish";
import { parseFarmJob } from "./farm-job.js";
import { freeBytes } from "./free-space.js";
import { logPath } from "./job-log.js";
import type { Farm } from "./open-farm.js";
import { gateOf } from "./push-release.js";

/** Where a target of a version stands. `none`: nobody asked for it. */
export type CellState = "published" | "queued" | "building" | "failed" | "gated" | "none";

export interface Cell {
  readonly state: CellState;
  /** Why it failed, or is not built. */
  readonly reason?: string | undefined;
  /** The job that tells most. */
  readonly job?: number | undefined;
  /** The public log, relative to the farm's root. */
  readonly log?: string | undefined;
}

/** All that is to be seen of a farm. */
export interface FarmStatus {
  readonly generatedAt: string;
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly string[];
  readonly recipes: readonly string[];
  /** By recipe, then by version. */
  readonly matrix: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
  readonly running: readonly Job[];
  /** In the order in which they will be done; 100 at most. */
  readonly waiting: readonly Job[];
  readonly counts: Readonly<Record<string, number>>;
  readonly workers: readonly Worker[];
  readonly freeBytes: number;
  /** Below this no work is taken. */
  readonly minFreeBytes: number;
}

const PAGE = 10_000;

/** Looks at the queue and the tree. `versions` bounds the matrix, newest first. */
export async function farmStatus(
  farm: Farm,
  options: { readonly versions?: number } = {},
): Promise<FarmStatus> {
  const recipes = await farm.recipes();
  const records = await publishedRecords(farm);
  const { jobs } = await farm.queue.list({ limit: PAGE });
  const ownJobs = jobs.filter(({ kind }) => kind !== "source");
  const named = [
    ...records.map(({ version }) => version),
    ...ownJobs.map((job) => parseFarmJob(job).version),
  ];
  const versions = [...new Set(named)].sort((a, b) => compareVersions(b, a)).slice(0, options.versions ?? 20);
  const names = recipes.map(({ data }) => data.name);
  const latest = latestJobs(ownJobs);
  const published = publishedBy(records);
  const matrix = Object.fromEntries(
    recipes.map((recipe) => {
      const { name } = recipe.data;
      const cells = versions.map((version) => {
        const key = `${version} ${name}`;
        return [version, cellOf(published.has(key), latest.get(key), gateOf(recipe, version))] as const;
      });
      return [name, Object.fromEntries(cells)] as const;
    }),
  );
  const waiting = await farm.queue.list({ states: ["queued", "delayed"], order: "queue", limit: 100 });
  const counts = await farm.queue.counts("all");
  return {
    generatedAt: farm.now().toISOString(),
    name: farm.config.name,
    versions,
    recipes: names,
    matrix,
    running: jobs.filter(({ state }) => state === "leased"),
    waiting: waiting.jobs,
    counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
    workers: await farm.queue.workers(),
    freeBytes: await freeBytes(farm.root),
    minFreeBytes: farm.config.minFreeBytes,
  };
}

export async function publishedRecords({ tree }: Pick<Farm, "tree">): Promise<readonly ReleaseRecord[]> {
  const channels = await tree.channels();
  return (await Promise.all(channels.map((channel) => tree.releases(channel)))).flat();
}

/** `v24.1.0 musl` for each recipe that published something of a version. */
export function publishedBy(records: readonly ReleaseRecord[]): ReadonlySet<string> {
  return new Set(
    records.flatMap(({ version, artifacts }) => artifacts.map(({ recipe }) => `${version} ${recipe}`)),
  );
}

/** Of each target of a version the job that is furthest, or has failed. */
function latestJobs(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  const latest = new Map<string, Job>();
  for (const job of jobs) {
    if (job.state === "superseded" || job.state === "blocked") continue;
    const { version, recipe } = parseFarmJob(job);
    const key = `${version} ${recipe}`;
    const other = latest.get(key);
    if (other === undefined || job.changedAt > other.changedAt) latest.set(key, job);
  }
  return latest;
}

function cellOf(isPublished: boolean, job: Job | undefined, gate: string | undefined): Cell {
  const about = job === undefined ? {} : { job: job.id, log: logPath(job) };
  // A rebuild that failed says so, though an earlier build is public.
  if (job?.state === "failed") return { state: "failed", reason: job.reason, ...about };
  if (isPublished) return { state: "published", ...about };
  if (job?.state === "leased") return { state: "building", ...about };
  if (job !== undefined && job.state !== "cancelled") return { state: "queued", ...about };
  return gate === undefined ? { state: "none" } : { state: "gated", reason: gate };
}

/** The same with the keys of unofficial-builds' status.json. */
export function legacyStatus(status: FarmStatus): object {
  const states: Readonly<Record<CellState, string>> = {
    published: "ok",
    failed: "failed",
    gated: "na",
    queued: "pending",
    building: "pending",
    none: "na",
  };
  const [building] = status.running.filter(({ kind }) => kind === "build");
  return {
    generated: status.generatedAt,
    activity: {
      building: building === undefined ? null : buildingOf(building, status.generatedAt),
      queue: [...new Set(status.waiting.map((job) => parseFarmJob(job).version))],
    },
    versions: status.versions,
    matrix: Object.fromEntries(
      Object.entries(status.matrix).map(([recipe, cells]) => [
        recipe,
        Object.fromEntries(
          Object.entries(cells).map(([version, { state, log }]) => [
            version,
            { state: states[state], ...(log === undefined ? {} : { href: `/${log}` }) },
          ]),
        ),
      ]),
    ),
    recent: status.versions
      .slice(0, 8)
      .map((version) => ({ version, tally: tallyOf(status, version, states) })),
  };
}

function buildingOf(job: Job, now: string): object {
  const started = job.startedAt ?? job.changedAt;
  return {
    version: parseFarmJob(job).version,
    builddir: logPath(job).split("/")[1],
    startedUTC: started.toISOString(),
    minutes: Math.floor((Date.parse(now) - started.getTime()) / 60_000),
  };
}

function tallyOf(
  { matrix }: FarmStatus,
  version: string,
  states: Readonly<Record<CellState, string>>,
): Readonly<Record<string, number>> {
  const tally: Record<string, number> = { ok: 0, failed: 0, pending: 0, na: 0 };
  for (const cells of Object.values(matrix)) {
    const state = states[cells[version]?.state ?? "none"];
    tally[state] = (tally[state] ?? 0) + 1;
  }
  return tally;
}
