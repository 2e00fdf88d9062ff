import { hostname } from "node:os";
import { pid } from "node:process";
import { type Farm, parseFarmJob, pushRelease, type WorkEvent, work } from "@nodewright/build-farm";
import { type Command, formatBytes, formatDuration, type Io } from "@nodewright/command-line";
import { rowOfVersion } from "../release-row.js";
import { type FarmFlags, print, withFarm, withFarmFlags, words } from "../session.js";
import { toJson, whole } from "./jobs.js";

type SetExitCode = (code: number) => void;

interface WorkerFlags extends FarmFlags {
  readonly slots: string;
  readonly labels: string[];
  readonly name?: string;
  readonly untilIdle?: boolean;
  readonly leaseSeconds: string;
}

/** Commands that do jobs. */
export function addWork(root: Command, io: Io, setExitCode: SetExitCode): void {
  withFarmFlags(root.command("worker"))
    .description("do jobs, until it is stopped; what runs then is handed back")
    .option("--slots <count>", "how many at once", "1")
    .option(
      "--labels <list>",
      "beside os=, arch=, libc= of this machine, and promote where the keys are",
      words,
      [],
    )
    .option("--name <name>", "unique among the workers (default: host and process)")
    .option("--until-idle", "end when nothing is left to do")
    .option("--lease-seconds <count>", "how long a worker may be silent before its job goes to another", "90")
    .action((flags: WorkerFlags) => runWorker(flags, io));
  withFarmFlags(root.command("build"))
    .description("build, validate and publish a version here and now: the same path as a worker's")
    .argument("<version>")
    .argument("[recipe...]", "default: all that build it")
    .option("--slots <count>", "how many at once", "1")
    .option("--revision <number>", "a later build of names that are published", "1")
    .action(async (version: string, recipes: string[], flags: BuildFlags) =>
      setExitCode(await withFarm(flags, io, (farm) => build(farm, { version, recipes, flags }, io))),
    );
}

async function runWorker(flags: WorkerFlags, io: Io): Promise<void> {
  await withFarm(flags, io, async (farm) => {
    const { labels, untilIdle } = flags;
    await work(farm, {
      worker: flags.name ?? ownName(),
      slots: whole("--slots", flags.slots),
      labels,
      leaseMs: whole("--lease-seconds", flags.leaseSeconds) * 1000,
      signal: io.signal,
      onEvent: (event) => io.stderr.write(describeEvent(event)),
      ...(untilIdle === true ? { until: () => isIdle(farm) } : {}),
    });
  });
}

interface BuildFlags extends FarmFlags {
  readonly slots: string;
  readonly revision: string;
}

interface BuildRequest {
  readonly version: string;
  readonly recipes: readonly string[];
  readonly flags: BuildFlags;
}

/** Fails when one of the jobs does. */
async function build(farm: Farm, { version, recipes, flags }: BuildRequest, io: Io): Promise<number> {
  const pushed = await pushRelease(farm, {
    version,
    row: await rowOfVersion(farm, version, io.signal),
    revision: whole("--revision", flags.revision),
    priority: 999_999,
    ...(recipes.length === 0 ? {} : { recipes }),
  });
  const ids = pushed.map(({ job }) => job.id);
  const failed = new Set(["failed", "cancelled", "superseded"]);
  const states = async (): Promise<string[]> =>
    Promise.all(ids.map(async (id) => (await farm.queue.get(id))?.state ?? "cancelled"));
  await work(farm, {
    worker: ownName(),
    slots: whole("--slots", flags.slots),
    labels: [],
    signal: io.signal,
    onEvent: (event) => io.stderr.write(describeEvent(event)),
    until: async () => !(await states()).some((state) => ["queued", "leased", "delayed"].includes(state)),
  });
  io.signal.throwIfAborted();
  const jobs = (await Promise.all(ids.map((id) => farm.queue.get(id)))).filter((job) => job !== undefined);
  const isFailed = jobs.some(({ state }) => failed.has(state));
  const folder = farm.tree.folderOf("");
  print(flags, io, { jobs: jobs.map(toJson) }, isFailed ? "" : `published below ${folder}\n`);
  return isFailed ? 1 : 0;
}

async function isIdle({ queue }: Farm): Promise<boolean> {
  const { jobs } = await queue.list({ states: ["queued", "leased", "delayed"], limit: 1 });
  return jobs.length === 0;
}

const ownName = (): string => `${hostname()}-${pid}`;

function describeEvent(event: WorkEvent): string {
  if (event.kind === "no-space") return `paused: only ${formatBytes(event.freeBytes)} are free\n`;
  const { job } = event;
  const { version, recipe } = parseFarmJob(job);
  const about = `${job.kind} ${version}${job.kind === "source" ? "" : ` ${recipe}`}`;
  const took =
    event.kind === "succeeded" && job.startedAt !== undefined && job.endedAt !== undefined
      ? ` in ${formatDuration(job.endedAt.getTime() - job.startedAt.getTime())}`
      : "";
  return `${event.kind}: ${about}${took}${event.kind === "failed" ? `: ${event.reason}` : ""}\n`;
}
