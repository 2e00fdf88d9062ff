import { QueueError } from "../errors.js";
import type { FailureClass } from "../retry-policy.js";
import { type JobState, TRANSITIONS } from "../states.js";
import type { Row, SqlSession, SqlValue } from "./database.js";
import { type JobRow, toJobRow } from "./job-row.js";

/** How ready jobs come to workers. All calls are part of the transaction that the session is in. */
export interface Delivery {
  /** Before the transaction: what routes need outside of it. */
  prepare(routes: readonly string[]): Promise<void>;
  /** These are queued now. */
  offer(session: SqlSession, jobs: readonly JobRow[]): Promise<void>;
  /** These were queued and are not any more, without a lease. */
  withdraw(session: SqlSession, jobs: readonly JobRow[]): Promise<void>;
  /** Ids of up to `limit` queued jobs of these routes, by priority and readiness: no other transaction gets them. */
  take(session: SqlSession, routes: readonly string[], limit: number): Promise<readonly number[]>;
  /** These were leased and are not any more. */
  finish(session: SqlSession, jobs: readonly JobRow[]): Promise<void>;
}

/** What an operation works with: one transaction, one time. */
export interface Operation {
  readonly session: SqlSession;
  readonly delivery: Delivery;
  readonly now: number;
}

export interface Change {
  readonly to: JobState;
  readonly by: string;
  readonly reason?: string | undefined;
  /** An attempt failed so. */
  readonly failureClass?: FailureClass;
  /** Other columns, the same for all jobs. */
  readonly columns?: Partial<Record<keyof JobRow, SqlValue>>;
  /** A lease begins: its token is one more than the last. */
  readonly nextToken?: boolean;
}

interface TransitionNote {
  readonly from: JobState | null;
  readonly by: string;
  readonly failureClass?: FailureClass | undefined;
}

const ENDS: readonly JobState[] = ["succeeded", "failed", "cancelled", "superseded"];

/** A number after the last change of any job, so that jobs are ready in the order in which they became so. */
export async function nextReady(session: SqlSession): Promise<number> {
  const [row] = await session.query("SELECT COALESCE(MAX(id), 0) + 1 AS ready FROM queue_transitions");
  return Number(row?.ready);
}

/** The one way in which a job changes its state: row, history and delivery together. Gives the rows as they are then. */
export async function moveJobs(
  operation: Operation,
  jobs: readonly JobRow[],
  change: Change,
): Promise<readonly JobRow[]> {
  if (jobs.length === 0) return [];
  for (const job of jobs) assertAllowed(job, change.to);
  const { session, delivery } = operation;
  const inState = (state: JobState) => jobs.filter((job) => job.state === state);
  if (change.to !== "leased") await delivery.withdraw(session, inState("queued"));
  await delivery.finish(session, inState("leased"));
  const moved = await updateRows(operation, jobs, change);
  for (const state of new Set(jobs.map((job) => job.state))) {
    await recordTransitions(operation, inState(state), {
      from: state,
      by: change.by,
      failureClass: change.failureClass,
    });
  }
  if (change.to === "queued") await delivery.offer(session, moved);
  return moved;
}

/** Writes to the history what these jobs are now. */
export async function recordTransitions(
  { session, now }: Operation,
  jobs: readonly Pick<JobRow, "id">[],
  { from, by, failureClass }: TransitionNote,
): Promise<void> {
  await session.query(
    `INSERT INTO queue_transitions (job_id, from_state, to_state, at, actor, reason, failure_class, token)
     SELECT id, CAST($2 AS TEXT), state, CAST($3 AS BIGINT), CAST($4 AS TEXT), reason, CAST($5 AS TEXT), token
     FROM queue_jobs WHERE ${session.dialect.among("id", "$1", "integer")} ORDER BY id`,
    [idsOf(jobs), from, now, by, failureClass ?? null],
  );
}

/** The rows that a SELECT's condition names, locked, oldest first. */
export async function lockJobs(
  session: SqlSession,
  condition: string,
  values: readonly SqlValue[],
): Promise<readonly JobRow[]> {
  const rows = await session.query(
    `SELECT * FROM queue_jobs WHERE ${condition} ORDER BY id${session.dialect.forUpdate}`,
    values,
  );
  return rows.map(toJobRow);
}

/** One job, locked. */
export async function lockJob(session: SqlSession, id: number): Promise<JobRow> {
  const [row] = await lockJobs(session, "id = $1", [id]);
  if (row === undefined) {
    throw new QueueError("ERR_QUEUE_NOT_FOUND", `No job ${id}: the queue has none of that id`, {
      hint: "List the jobs; those that ended long ago may have been purged.",
    });
  }
  return row;
}

export function idsOf(jobs: readonly Pick<JobRow, "id">[]): string {
  return JSON.stringify(jobs.map((job) => job.id));
}

async function updateRows(
  { session, now }: Operation,
  jobs: readonly JobRow[],
  { to, reason, failureClass, columns = {}, nextToken = false }: Change,
): Promise<readonly JobRow[]> {
  const ended = ENDS.includes(to);
  const set: Record<string, SqlValue> = {
    state: to,
    changed_at: now,
    reason: reason ?? null,
    due_at: null,
    ended_at: ended ? now : null,
    ...(failureClass === undefined ? {} : { failure_class: failureClass }),
    ...(to === "queued" ? { ready: await nextReady(session) } : {}),
    ...columns,
  };
  const assignments = Object.keys(set).map((name, index) => `${name} = $${index + 2}`);
  if (nextToken) assignments.push("token = token + 1");
  const rows = await session.query(
    `UPDATE queue_jobs SET ${assignments.join(", ")}
     WHERE ${session.dialect.among("id", "$1", "integer")} RETURNING *`,
    [idsOf(jobs), ...Object.values(set)],
  );
  return inOrderOf(jobs, rows);
}

/** RETURNING promises no order. */
function inOrderOf(jobs: readonly JobRow[], rows: readonly Row[]): readonly JobRow[] {
  const byId = new Map(rows.map((row) => [Number(row.id), toJobRow(row)]));
  return jobs.flatMap((job) => byId.get(job.id) ?? []);
}

function assertAllowed(job: JobRow, to: JobState): void {
  const allowed: readonly JobState[] = TRANSITIONS[job.state];
  if (allowed.includes(to)) return;
  throw new QueueError("ERR_QUEUE_STATE", `Job ${job.id} cannot become ${to}: it is ${job.state}`, {
    hint: allowed.length === 0 ? "What succeeded stays so; push a job with a new key." : undefined,
  });
}
