import { QueueError } from "../errors.js";
import { assertPriority } from "../request.js";
import { toJob, toJobRow } from "../sql/job-row.js";
import { lockJob, moveJobs, type Operation } from "../sql/transition.js";
import type { Act, Job } from "../types.js";

/** A job that failed, was cancelled or superseded, once more, as if it had not been tried. */
export async function retryJob(operation: Operation, id: number, act: Act): Promise<Job> {
  const job = await lockJob(operation.session, id);
  if (job.ended_at === null || job.state === "succeeded") {
    throw new QueueError("ERR_QUEUE_STATE", `Job ${id} cannot be retried: it is ${job.state}`, {
      hint: job.state === "delayed" ? "It is tried again by itself." : undefined,
    });
  }
  const [moved] = await moveJobs(operation, [job], {
    to: job.needs_left > 0 ? "blocked" : "queued",
    by: act.by,
    reason: act.reason,
    columns: { failures: "{}", failure_class: null },
  });
  return toJob(moved ?? job);
}

export async function prioritizeJob(operation: Operation, id: number, priority: number): Promise<Job> {
  assertPriority(priority);
  const { session, delivery } = operation;
  const job = await lockJob(session, id);
  if (job.ended_at !== null) {
    throw new QueueError("ERR_QUEUE_STATE", `Job ${id} gets no new priority: it has ended as ${job.state}`);
  }
  const isQueued = job.state === "queued";
  if (isQueued) await delivery.withdraw(session, [job]);
  const [row] = await session.query("UPDATE queue_jobs SET priority = $2 WHERE id = $1 RETURNING *", [
    id,
    priority,
  ]);
  const changed = row === undefined ? job : toJobRow(row);
  if (isQueued) await delivery.offer(session, [changed]);
  return toJob(changed);
}
