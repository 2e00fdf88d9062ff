import type { FailureClass } from "../retry-policy.js";
import { type RetryPolicy, retryDelay } from "../retry-policy.js";
import { failuresOf, type JobRow, retryPolicyOf, toJobRow } from "../sql/job-row.js";
import { moveJobs, type Operation } from "../sql/transition.js";

const JOBS_AT_ONCE = 100;

/** Leases that ran out and delays that are over; jobs that another process sees to are left to it. */
export async function releaseDue(
  operation: Operation,
): Promise<{ readonly expired: readonly JobRow[]; readonly due: readonly JobRow[] }> {
  const { session, now } = operation;
  const rows = await session.query(
    `SELECT * FROM queue_jobs WHERE due_at <= $1
     ORDER BY due_at, id LIMIT ${JOBS_AT_ONCE}${session.dialect.skipLocked}`,
    [now],
  );
  const jobs = rows.map(toJobRow);
  const delayed = jobs.filter(({ state }) => state === "delayed");
  const due = await moveJobs(operation, delayed, { to: "queued", by: "queue", reason: "its time has come" });
  const expired: JobRow[] = [];
  for (const job of jobs.filter(({ state }) => state === "leased")) {
    const reason = `worker ${job.worker} was not heard of until its lease ended`;
    expired.push(await endAttempt(operation, job, { failureClass: "lost", reason, by: "queue" }));
  }
  return { expired, due };
}

/** A leased job's attempt has failed: it is tried again, at once or later, or it has failed. */
export async function endAttempt(
  operation: Operation,
  job: JobRow,
  failure: { readonly failureClass: FailureClass; readonly reason: string; readonly by: string },
): Promise<JobRow> {
  const { failureClass, reason, by } = failure;
  const failures = failuresOf(job);
  const count = (failures[failureClass] ?? 0) + 1;
  const policy: RetryPolicy = retryPolicyOf(job);
  const delay = retryDelay(policy, failureClass, count);
  const columns = {
    failures: JSON.stringify({ ...failures, [failureClass]: count }),
    ...(delay === undefined || delay === 0 ? {} : { due_at: operation.now + delay }),
  };
  const to = delay === undefined ? "failed" : delay === 0 ? "queued" : "delayed";
  const [moved] = await moveJobs(operation, [job], { to, by, reason, failureClass, columns });
  return moved ?? job;
}
