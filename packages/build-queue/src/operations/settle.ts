import { QueueError } from "../errors.js";
import { type JobRow, jsonText, toJob, toJobRow } from "../sql/job-row.js";
import { idsOf, lockJob, moveJobs, type Operation } from "../sql/transition.js";
import type { FailureReport, Job, Json, LeaseReference } from "../types.js";
import { endAttempt } from "./due.js";
import { isHeld } from "./lease.js";

/** The job has succeeded, and what waited for it alone is ready. */
export async function completeJob(operation: Operation, lease: LeaseReference, result?: Json): Promise<Job> {
  const job = await lockJob(operation.session, lease.job.id);
  if (job.state === "succeeded" && job.token === lease.token) return toJob(job);
  assertHeld(job, lease, "completed");
  const columns = { result: jsonText(result) };
  const [moved] = await moveJobs(operation, [job], { to: "succeeded", by: actorOf(job), columns });
  await unblock(operation, job);
  return toJob(moved ?? job);
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
  if (isHeld(job, lease)) return;
  const why = job.state === "leased" ? `worker ${job.worker} has it now` : `it is ${job.state}`;
  throw new QueueError(
    "ERR_QUEUE_LEASE_LOST",
    `Job ${job.id} cannot be ${what} by lease ${lease.token}: ${why}`,
    {
      hint: "Drop the work: the job is done, or another worker does it.",
    },
  );
}

/** Counts this job off from those that need it; rows are locked one by one, so that the last of several sees zero. */
async function unblock(operation: Operation, job: JobRow): Promise<void> {
  const { session, now } = operation;
  const dependents = await session.query(
    `SELECT id FROM queue_jobs WHERE id IN (SELECT job_id FROM queue_needs WHERE need_id = $1)
     ORDER BY id${session.dialect.forUpdate}`,
    [job.id],
  );
  if (dependents.length === 0) return;
  const rows = await session.query(
    `UPDATE queue_jobs SET needs_left = needs_left - 1
     WHERE ${session.dialect.among("id", "$1", "integer")} RETURNING *`,
    [idsOf(dependents.map((row) => ({ id: Number(row.id) })))],
  );
  const ready = rows
    .map(toJobRow)
    .filter(({ state, needs_left }) => state === "blocked" && needs_left === 0)
    .sort((one, other) => one.id - other.id);
  const later = ready.filter(({ not_before }) => not_before !== null && not_before > now);
  const reason = "all that it needs has succeeded";
  await moveJobs(
    operation,
    ready.filter((row) => !later.includes(row)),
    { to: "queued", by: "queue", reason },
  );
  for (const row of later) {
    const columns = { due_at: row.not_before };
    await moveJobs(operation, [row], { to: "delayed", by: "queue", reason, columns });
  }
}
