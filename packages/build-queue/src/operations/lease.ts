import { QueueError } from "../errors.js";
import { isCarried, type Route } from "../route.js";
import { type JobRow, toJob } from "../sql/job-row.js";
import { changeRows, lockJob, type Operation } from "../sql/transition.js";
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
  let view = await lookAround(operation, worker);
  if (view.isDue) {
    await releaseDue(operation);
    view = await lookAround(operation, worker);
  }
  await noteWorker(operation, worker, labels, view);
  const routes = view.routes.filter(({ requires }) => isCarried(requires, labels)).map(({ route }) => route);
  if (routes.length === 0 || view.draining) return [];
  const ids = await operation.delivery.take(operation.session, routes, Math.floor(limit));
  const expiresAt = operation.now + leaseMs;
  const columns = { worker, due_at: expiresAt, started_at: operation.now };
  const change = { to: "leased", by: worker, nextToken: true, columns } as const;
  const leased = await changeRows(
    operation,
    ids.map((id) => ({ id })),
    "queued",
    change,
  );
  return leased
    .toSorted((one, other) => other.priority - one.priority || one.ready - other.ready || one.id - other.id)
    .map((row) => ({ job: toJob(row), token: row.token, worker, expiresAt: new Date(expiresAt) }));
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
export function isHeld(job: JobRow | undefined, { token }: LeaseReference): boolean {
  return job?.state === "leased" && job.token === token;
}

interface View {
  /** Some lease ran out, or some delay is over. */
  readonly isDue: boolean;
  readonly draining: boolean;
  /** What is written of the worker, if it was here before. */
  readonly labels: string | undefined;
  readonly seenAt: number;
  /** Those with queued jobs that no pause holds back. */
  readonly routes: readonly Pick<Route, "route" | "requires">[];
}

/** All that decides what a worker gets, in one statement; it asks for the first by an index, however many there are. */
async function lookAround({ session, now }: Operation, worker: string): Promise<View> {
  const rows = await session.query(
    `SELECT w.labels, w.draining, w.seen_at, r.route, r.requires,
       (SELECT MIN(due_at) FROM queue_jobs WHERE due_at IS NOT NULL) <= $2 AS is_due
     FROM (SELECT 1 AS one) always
     LEFT JOIN queue_workers w ON w.name = $1
     LEFT JOIN queue_routes r
       ON (SELECT id FROM queue_jobs j WHERE j.route = r.route AND j.state = 'queued'
           ORDER BY priority DESC, ready, id LIMIT 1) IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM queue_pauses p WHERE p.job_group IN ('', COALESCE(r.job_group, '')))
     ORDER BY r.route`,
    [worker, now],
  );
  const [first] = rows;
  return {
    isDue: Boolean(first?.is_due),
    draining: Number(first?.draining ?? 0) === 1,
    labels: first?.labels === null ? undefined : String(first?.labels),
    seenAt: Number(first?.seen_at ?? 0),
    routes: rows
      .filter((row) => row.route !== null)
      .map((row) => ({ route: String(row.route), requires: JSON.parse(String(row.requires)) })),
  };
}

async function noteWorker(
  { session, now }: Operation,
  name: string,
  labels: readonly string[],
  view: View,
): Promise<void> {
  const text = JSON.stringify([...new Set(labels)].sort());
  if (view.labels === text && view.seenAt > now - SEEN_MS) return;
  await session.query(
    `INSERT INTO queue_workers (name, labels, draining, seen_at) VALUES ($1, $2, 0, $3)
     ON CONFLICT (name) DO UPDATE SET labels = excluded.labels, seen_at = excluded.seen_at`,
    [name, text, now],
  );
}
