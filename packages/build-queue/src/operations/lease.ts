import { QueueError } from "../errors.js";
import { isCarried } from "../route.js";
import { type JobRow, toJob } from "../sql/job-row.js";
import { lockJob, lockJobs, moveJobs, type Operation } from "../sql/transition.js";
import type { HeartbeatAnswer, Lease, LeaseReference, LeaseRequest } from "../types.js";
import { releaseDue } from "./due.js";

const LEASE_MS = 90_000;
/** A worker's row is written again when it is older than this, not with every lease. */
const SEEN_MS = 5_000;

/** Gives a worker jobs that its labels allow, unless it is drained or they are paused. */
export async function leaseJobs(operation: Operation, request: LeaseRequest): Promise<readonly Lease[]> {
  const { worker, labels, limit = 1, leaseMs = LEASE_MS } = request;
  if (!(limit >= 1) || !(leaseMs > 0)) {
    throw new QueueError(
      "ERR_QUEUE_REQUEST",
      `No lease of ${limit} jobs for ${leaseMs} ms: both are positive`,
    );
  }
  await releaseDue(operation);
  const draining = await noteWorker(operation, worker, labels);
  const routes = draining ? [] : await openRoutes(operation, labels);
  if (routes.length === 0) return [];
  const ids = await operation.delivery.take(operation.session, routes, Math.floor(limit));
  const jobs = await taken(operation, ids);
  const expiresAt = operation.now + leaseMs;
  const columns = { worker, due_at: expiresAt, started_at: operation.now };
  const leased = await moveJobs(operation, jobs, { to: "leased", by: worker, nextToken: true, columns });
  return leased.map((row) => ({ job: toJob(row), token: row.token, worker, expiresAt: new Date(expiresAt) }));
}

/** Moves the end of a lease, or says that there is none any more. */
export async function extendLease(
  operation: Operation,
  lease: LeaseReference,
  leaseMs: number = LEASE_MS,
): Promise<HeartbeatAnswer> {
  const job = await lockJob(operation.session, lease.job.id);
  if (!isHeld(job, lease)) {
    const reason = job.state === "leased" ? `worker ${job.worker} has it now` : job.reason;
    return { held: false, state: job.state, reason: reason ?? undefined };
  }
  const expiresAt = operation.now + leaseMs;
  await operation.session.query("UPDATE queue_jobs SET due_at = $2 WHERE id = $1", [job.id, expiresAt]);
  return { held: true, expiresAt: new Date(expiresAt) };
}

/** A lease that ran out holds as long as nobody took notice of it. */
export function isHeld(job: JobRow, { token }: LeaseReference): boolean {
  return job.state === "leased" && job.token === token;
}

/** Whether the worker is draining. */
async function noteWorker(
  { session, now }: Operation,
  name: string,
  labels: readonly string[],
): Promise<boolean> {
  const text = JSON.stringify([...new Set(labels)].sort());
  const [row] = await session.query("SELECT labels, draining, seen_at FROM queue_workers WHERE name = $1", [
    name,
  ]);
  if (row === undefined || row.labels !== text || Number(row.seen_at) <= now - SEEN_MS) {
    await session.query(
      `INSERT INTO queue_workers (name, labels, draining, seen_at) VALUES ($1, $2, 0, $3)
       ON CONFLICT (name) DO UPDATE SET labels = excluded.labels, seen_at = excluded.seen_at`,
      [name, text, now],
    );
  }
  return Number(row?.draining ?? 0) === 1;
}

/** Routes with queued jobs that no pause holds back and whose labels the worker carries. */
async function openRoutes({ session }: Operation, labels: readonly string[]): Promise<readonly string[]> {
  const rows = await session.query(
    `SELECT route, requires FROM queue_routes r
     WHERE EXISTS (SELECT 1 FROM queue_jobs j WHERE j.route = r.route AND j.state = 'queued')
       AND NOT EXISTS (SELECT 1 FROM queue_pauses p WHERE p.job_group IN ('', COALESCE(r.job_group, '')))
     ORDER BY route`,
  );
  return rows
    .filter((row) => isCarried(JSON.parse(String(row.requires)), labels))
    .map((row) => String(row.route));
}

/** What was delivered and is still queued, in the order of the queue. */
async function taken({ session }: Operation, ids: readonly number[]): Promise<readonly JobRow[]> {
  if (ids.length === 0) return [];
  const condition = `state = 'queued' AND ${session.dialect.among("id", "$1", "integer")}`;
  const rows = await lockJobs(session, condition, [JSON.stringify(ids)]);
  return rows.toSorted(
    (one, other) => other.priority - one.priority || one.ready - other.ready || one.id - other.id,
  );
}
