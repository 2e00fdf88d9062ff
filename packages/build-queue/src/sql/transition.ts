import { QueueError } from "../errors.js";
import type { FailureClass } from "../retry-policy.js";
import { type JobState, TRANSITIONS } from "../states.js";
import type { SqlSession, SqlValue } from "./database.js";
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
  /** What the workers said, by the job's id, as JSON in JSON. */
  readonly results?: string;
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

/** Changes jobs that the caller has locked: row, history and delivery together. Gives the rows as they are then. */
export async function moveJobs(
  operation: Operation,
  jobs: readonly JobRow[],
  change: Change,
): Promise<readonly JobRow[]> {
  const { session, delivery } = operation;
  const moved = new Map<number, JobRow>();
  for (const from of new Set(jobs.map((job) => job.state))) {
    const group = jobs.filter((job) => job.state === from);
    assertAllowed(group, from, change.to);
    if (from === "queued") await delivery.withdraw(session, group);
    if (from === "leased") await delivery.finish(session, group);
    for (const row of await changeRows(operation, group, from, change)) moved.set(row.id, row);
  }
  const rows = jobs.flatMap((job) => moved.get(job.id) ?? []);
  if (change.to === "queued") await delivery.offer(session, rows);
  return rows;
}

/** The change itself, of those that are in the state that was thought; a lease begins so, for jobs that were taken. */
export async function changeRows(
  operation: Operation,
  jobs: readonly Pick<JobRow, "id">[],
  from: JobState,
  change: Change,
): Promise<readonly JobRow[]> {
  if (jobs.length === 0) return [];
  const { session, now } = operation;
  const set = await columnsOf(operation, change);
  const values: SqlValue[] = [idsOf(jobs), from, ...Object.values(set)];
  const assignments = Object.keys(set).map((name, index) => `${name} = $${index + 3}`);
  if (change.results !== undefined) {
    assignments.push(`result = ${session.dialect.textOf("id", `$${values.push(change.results)}`)}`);
  }
  if (change.nextToken === true) assignments.push("token = token + 1");
  const update = `UPDATE queue_jobs SET ${assignments.join(", ")}
    WHERE ${session.dialect.among("id", "$1", "integer")} AND state = $2 RETURNING *`;
  const note = [from, now, change.by, change.failureClass ?? null];
  if (session.dialect.changesInWith) {
    const text = `WITH moved AS (${update}), noted AS (${noteFrom("moved", values.length)}) SELECT * FROM moved`;
    return (await session.query(text, [...values, ...note])).map(toJobRow);
  }
  const rows = (await session.query(update, values)).map(toJobRow);
  await recordTransitions(operation, rows, { from, by: change.by, failureClass: change.failureClass });
  return rows;
}

/** Writes to the history what these jobs are now. */
export async function recordTransitions(
  { session, now }: Operation,
  jobs: readonly Pick<JobRow, "id">[],
  { from, by, failureClass }: TransitionNote,
): Promise<void> {
  const named = `(SELECT * FROM queue_jobs WHERE ${session.dialect.among("id", "$1", "integer")}) jobs`;
  await session.query(noteFrom(named, 1), [idsOf(jobs), from, now, by, failureClass ?? null]);
}

/** Four values follow those that there are: the state before, the time, who it was, the class of failure. */
function noteFrom(rows: string, values: number): string {
  return `INSERT INTO queue_transitions (job_id, from_state, to_state, at, actor, reason, failure_class, token)
    SELECT id, CAST($${values + 1} AS TEXT), state, CAST($${values + 2} AS BIGINT), CAST($${values + 3} AS TEXT),
      reason, CAST($${values + 4} AS TEXT), token
    FROM ${rows} ORDER BY id`;
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
  if (row === undefined) throw unknownJob(id);
  return row;
}

export function unknownJob(id: number): QueueError {
  return new QueueError("ERR_QUEUE_NOT_FOUND", `No job ${id}: the queue has none of that id`, {
    hint: "List the jobs; those that ended long ago may have been purged.",
  });
}

export function idsOf(jobs: readonly Pick<JobRow, "id">[]): string {
  return JSON.stringify(jobs.map((job) => job.id));
}

async function columnsOf(
  { session, now }: Operation,
  { to, reason, failureClass, columns }: Change,
): Promise<Readonly<Record<string, SqlValue>>> {
  return {
    state: to,
    changed_at: now,
    reason: reason ?? null,
    due_at: null,
    ended_at: ENDS.includes(to) ? now : null,
    ...(failureClass === undefined ? {} : { failure_class: failureClass }),
    ...(to === "queued" ? { ready: await nextReady(session) } : {}),
    ...columns,
  };
}

function assertAllowed(jobs: readonly JobRow[], from: JobState, to: JobState): void {
  const allowed = TRANSITIONS[from];
  if (allowed.includes(to)) return;
  throw new QueueError("ERR_QUEUE_STATE", `Job ${jobs[0]?.id} cannot become ${to}: it is ${from}`, {
    hint: allowed.length === 0 ? "What succeeded stays so; push a job with a new key." : undefined,
  });
}
