import { QueueError } from "../errors.js";
import { type JobRow, toJob } from "../sql/job-row.js";
import { idsOf, lockJob, lockJobs, moveJobs, type Operation } from "../sql/transition.js";
import type { Act, Job, JobRequest } from "../types.js";

/** Ends a job by hand, and all that wait for it, directly or not. */
export async function cancelJob(operation: Operation, id: number, act: Act): Promise<readonly Job[]> {
  const job = await lockJob(operation.session, id);
  if (job.ended_at !== null) {
    throw new QueueError("ERR_QUEUE_STATE", `Job ${id} cannot be cancelled: it has ended as ${job.state}`);
  }
  const waiting = await waitingFor(operation, [job]);
  const by = act.by;
  const ended = await moveJobs(operation, [job], { to: "cancelled", by, reason: act.reason });
  const reason = `job ${id}, which it needs, was cancelled`;
  const followers = await moveJobs(operation, waiting, { to: "cancelled", by, reason });
  return [...ended, ...followers].map(toJob);
}

/** Ends older jobs of the same kind and subject that no worker has begun or that failed, and all that wait for them. */
export async function supersede(
  operation: Operation,
  created: readonly JobRow[],
  requests: readonly JobRequest[],
): Promise<void> {
  const superseding = new Set(requests.filter((request) => request.supersede === true).map(({ key }) => key));
  const isNew = new Set(created.map(({ id }) => id));
  for (const job of created.filter(({ key }) => superseding.has(key))) {
    const older = await lockJobs(
      operation.session,
      "subject = $1 AND kind = $2 AND state IN ('blocked', 'delayed', 'queued', 'failed')",
      [job.subject, job.kind],
    );
    const replaced = older.filter(({ id }) => !isNew.has(id));
    const waiting = await waitingFor(operation, replaced);
    const jobs = [...replaced, ...waiting.filter(({ id }) => !isNew.has(id))];
    await moveJobs(operation, unique(jobs), {
      to: "superseded",
      by: "queue",
      reason: `job ${job.id} replaces it`,
    });
  }
}

/** Blocked jobs that need these, directly or not. */
async function waitingFor({ session }: Operation, jobs: readonly JobRow[]): Promise<readonly JobRow[]> {
  const found = new Map<number, JobRow>();
  let level = jobs;
  while (level.length > 0) {
    const next = await lockJobs(
      session,
      `state = 'blocked' AND id IN
       (SELECT job_id FROM queue_needs WHERE ${session.dialect.among("need_id", "$1", "integer")})`,
      [idsOf(level)],
    );
    level = next.filter(({ id }) => !found.has(id));
    for (const job of level) found.set(job.id, job);
  }
  return [...found.values()];
}

function unique(jobs: readonly JobRow[]): readonly JobRow[] {
  return [...new Map(jobs.map((job) => [job.id, job])).values()];
}
