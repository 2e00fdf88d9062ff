import { QueueError } from "../errors.js";
import { type JobRow, jsonText, toJob, toJobRow } from "../sql/job-row.js";
import { idsOf, lockJob, lockJobs, moveJobs, type Operation, unknownJob } from "../sql/transition.js";
import type { Completed, Completion, FailureReport, Job, Json, LeaseReference } from "../types.js";
import { endAttempt } from "./due.js";
import { isHeld } from "./lease.js";

/** The job has succeeded, and what waited for it alone is ready. */
export async function completeJob(operation: Operation, lease: LeaseReference, result?: Json): Promise<Job> {
  const [completed] = await completeJobs(operation, [{ lease, result: result ?? null }]);
  if (completed === undefined || "error" in completed) throw completed?.error;
  return completed.job;
}

/** Each job has succeeded, or its lease is refused. */
export async function completeJobs(
  operation: Operation,
  completions: readonly Completion[],
): Promise<readonly Completed[]> {
  const { session } = operation;
  const ids = completions.map(({ lease }) => ({ id: lease.job.id }));
  const locked = await lockJobs(session, session.dialect.among("id", "$1", "integer"), [idsOf(ids)]);
  const rows = new Map(locked.map((row) => [row.id, row]));
  const held = completions.filter(({ lease }) => isHeld(rows.get(lease.job.id), lease));
  const jobs = [...new Set(held.map(({ lease }) => lease.job.id))].flatMap((id) => rows.get(id) ?? []);
  // Of several for one job the first counts.
  const texts = held.toReversed().map(({ lease, result }) => [lease.job.id, jsonText(result)]);
  const results = JSON.stringify(Object.fromEntries(texts));
  for (const [by, group] of byWorker(jobs)) {
    for (const row of await moveJobs(operation, group, { to: "succeeded", by, results }))
      rows.set(row.id, row);
  }
  await unblock(operation, jobs);
  return completions.map(({ lease }) => answer(rows.get(lease.job.id), lease));
}

/** The same completion again is answered as the first. */
function answer(row: JobRow | undefined, lease: LeaseReference): Completed {
  if (row === undefined) return { error: unknownJob(lease.job.id) };
  if (row.state === "succeeded" && row.token === lease.token) return { job: toJob(row) };
  return { error: leaseLost(row, lease, "completed") };
}

function byWorker(jobs: readonly JobRow[]): ReadonlyMap<string, readonly JobRow[]> {
  const workers = new Set(jobs.map(actorOf));
  return new Map([...workers].map((worker) => [worker, jobs.filter((job) => actorOf(job) === worker)]));
}

export async function failJob(
  operation: Operation,
  lease: LeaseReference,
  report: FailureReport,
): Promise<Job> {
  const job = await lockJob(operation.session, lease.job.id);
  assertHeld(job, lease, "failed");
  const { class: failureClass, reason } = report;
  return toJob(await endAttempt(operation, job, { failureClass, reason, by: actorOf(job) }));
}

export async function giveBackJob(operation: Operation, lease: LeaseReference, reason: string): Promise<Job> {
  const job = await lockJob(operation.session, lease.job.id);
  assertHeld(job, lease, "given back");
  const [moved] = await moveJobs(operation, [job], { to: "queued", by: actorOf(job), reason });
  return toJob(moved ?? job);
}

function actorOf(job: JobRow): string {
  return job.worker ?? "queue";
}

function assertHeld(job: JobRow, lease: LeaseReference, what: string): void {
  if (!isHeld(job, lease)) throw leaseLost(job, lease, what);
}

function leaseLost(job: JobRow, lease: LeaseReference, what: string): QueueError {
  const why = job.state === "leased" ? `worker ${job.worker} has it now` : `it is ${job.state}`;
  return new QueueError(
    "ERR_QUEUE_LEASE_LOST",
    `Job ${job.id} cannot be ${what} by lease ${lease.token}: ${why}`,
    {
      hint: "Drop the work: the job is done, or another worker does it.",
    },
  );
}

/** Counts these off from the jobs that need them; rows are locked, so that the last of several to end sees zero. */
async function unblock(operation: Operation, done: readonly JobRow[]): Promise<void> {
  if (done.length === 0) return;
  const { session, now } = operation;
  const isDone = session.dialect.among("need_id", "$1", "integer");
  const dependents = await lockJobs(session, `id IN (SELECT job_id FROM queue_needs WHERE ${isDone})`, [
    idsOf(done),
  ]);
  if (dependents.length === 0) return;
  const rows = await session.query(
    `UPDATE queue_jobs SET needs_left = needs_left -
       (SELECT COUNT(*) FROM queue_needs n WHERE n.job_id = queue_jobs.id AND ${isDone})
     WHERE ${session.dialect.among("id", "$2", "integer")} RETURNING *`,
    [idsOf(done), idsOf(dependents)],
  );
  const ready = rows
    .map(toJobRow)
    .filter(({ state, needs_left }) => state === "blocked" && needs_left === 0)
    .sort((one, other) => one.id - other.id);
  const later = ready.filter(({ not_before }) => not_before !== null && not_before > now);
  const reason = "all that it needs has succeeded";
  const change = { by: "queue", reason } as const;
  await moveJobs(
    operation,
    ready.filter((row) => !later.includes(row)),
    { ...change, to: "queued" },
  );
  for (const row of later) {
    await moveJobs(operation, [row], { ...change, to: "delayed", columns: { due_at: row.not_before } });
  }
}
