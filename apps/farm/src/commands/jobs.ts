import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { firstError, logPath, parseFarmJob, pushRelease } from "@nodewright/build-farm";
import { JOB_STATES, type Job, type JobState } from "@nodewright/build-queue";
import { type Command, formatTable, type Io, UsageError } from "@nodewright/command-line";
import { rowOfVersion } from "../release-row.js";
import { type FarmFlags, print, withFarm, withFarmFlags, words } from "../session.js";

/** Jobs: bring them, look at them, decide about them. */
export function addJobs(root: Command, io: Io): void {
  addQueue(root, io);
  withFarmFlags(root.command("jobs"))
    .description("list jobs, the newest first")
    .option("--state <states>", `of these states: ${JOB_STATES.join(", ")}`, words)
    .option("--limit <count>", "at most so many", "50")
    .action((flags: JobsFlags) => listJobs(flags, io));
  withFarmFlags(root.command("logs"))
    .description("print a job's log; with --first-error the line that went wrong first")
    .argument("<job>", "its number, as `jobs` has it")
    .option("--first-error", "that line alone")
    .action((id: string, flags: FarmFlags & { readonly firstError?: boolean }) => printLog(id, flags, io));
  addDecisions(root, io);
}

interface QueueFlags extends FarmFlags {
  readonly revision?: string;
  readonly priority?: string;
}

function addQueue(root: Command, io: Io): void {
  withFarmFlags(root.command("queue"))
    .description("queue a version for some recipes, or for all that build it")
    .argument("<version>")
    .argument("[recipe...]")
    .option("--revision <number>", "a later build of names that are published, below r<number>/")
    .option("--priority <number>", "higher is sooner (default: by channel and security)")
    .action(async (version: string, recipes: string[], flags: QueueFlags) =>
      withFarm(flags, io, async (farm) => {
        const pushed = await pushRelease(farm, {
          version,
          row: await rowOfVersion(farm, version, io.signal),
          ...(recipes.length === 0 ? {} : { recipes }),
          ...(flags.revision === undefined ? {} : { revision: whole("--revision", flags.revision) }),
          ...(flags.priority === undefined ? {} : { priority: whole("--priority", flags.priority) }),
        });
        const created = pushed.filter((one) => one.created).map(({ job }) => job);
        const there = pushed.length - created.length;
        const note = there === 0 ? "" : `${there} jobs are in the queue already\n`;
        print(flags, io, { created: created.map(toJson) }, `${tableOf(created)}${note}`);
      }),
    );
}

interface JobsFlags extends FarmFlags {
  readonly state?: string[];
  readonly limit: string;
}

async function listJobs(flags: JobsFlags, io: Io): Promise<void> {
  const states = flags.state?.map((state): JobState => {
    const found = JOB_STATES.find((one) => one === state);
    if (found === undefined)
      throw new UsageError(`there is no state ${state}`, { hint: JOB_STATES.join(", ") });
    return found;
  });
  await withFarm(flags, io, async ({ queue }) => {
    const limit = whole("--limit", flags.limit);
    const { jobs } = await queue.list({ limit, ...(states === undefined ? {} : { states }) });
    print(flags, io, { jobs: jobs.map(toJson) }, tableOf(jobs));
  });
}

async function printLog(
  id: string,
  flags: FarmFlags & { readonly firstError?: boolean },
  io: Io,
): Promise<void> {
  await withFarm(flags, io, async ({ queue, pathOf }) => {
    const job = await queue.get(whole("job", id));
    if (job === undefined) throw new UsageError(`there is no job ${id}`, { hint: "`jobs` lists them" });
    const path = pathOf(logPath(job));
    const text = await readFile(path, "utf8").catch(() => "");
    const found = firstError(text);
    const first = found === undefined ? "" : `${path}:${found.line}: ${found.text}\n`;
    print(flags, io, { path, text, firstError: found ?? null }, flags.firstError === true ? first : text);
  });
}

function addDecisions(root: Command, io: Io): void {
  const act = (reason: string | undefined): { by: string; reason?: string } => ({
    by: userInfo().username,
    ...(reason === undefined ? {} : { reason }),
  });
  const command = (name: string, about: string): Command =>
    withFarmFlags(root.command(name)).description(about).option("--reason <text>", "why; it is kept");
  type Flags = FarmFlags & { readonly reason?: string };
  command("retry", "queue a job that has ended without success once more")
    .argument("<job>")
    .action((id: string, flags: Flags) =>
      withFarm(flags, io, async ({ queue }) => {
        const job = await queue.retry(whole("job", id), act(flags.reason));
        print(flags, io, toJson(job), tableOf([job]));
      }),
    );
  command("cancel", "end a job, and all that wait for it")
    .argument("<job>")
    .action((id: string, flags: Flags) =>
      withFarm(flags, io, async ({ queue }) => {
        const jobs = await queue.cancel(whole("job", id), act(flags.reason));
        print(flags, io, { jobs: jobs.map(toJson) }, tableOf(jobs));
      }),
    );
  command("pause", "give out no jobs of a recipe, or none at all")
    .argument("[recipe]")
    .action((group: string | undefined, flags: Flags) =>
      withFarm(flags, io, ({ queue }) =>
        queue.pause({ ...act(flags.reason), ...(group === undefined ? {} : { group }) }),
      ),
    );
  command("resume", "give out jobs of a recipe, or all, again")
    .argument("[recipe]")
    .action((group: string | undefined, flags: Flags) =>
      withFarm(flags, io, ({ queue }) => queue.resume(group === undefined ? {} : { group })),
    );
  command("drain", "give a worker nothing new; it finishes what it has")
    .argument("<worker>")
    .action((worker: string, flags: Flags) => withFarm(flags, io, ({ queue }) => queue.drain(worker)));
}

export function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number)) return number;
  throw new UsageError(`${name} ${text} is no whole number`);
}

export function toJson({ id, key, kind, state, reason, worker, attempts }: Job): object {
  return { id, key, kind, state, reason, worker, attempts };
}

export function tableOf(jobs: readonly Job[]): string {
  if (jobs.length === 0) return "no jobs\n";
  return formatTable(
    jobs.map((job) => {
      const { version, recipe } = parseFarmJob(job);
      const about = job.kind === "source" ? version : `${version} ${recipe}`;
      return [String(job.id), job.kind, about, job.state, job.worker ?? "", job.reason ?? ""];
    }),
  );
}
