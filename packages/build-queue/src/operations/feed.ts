import { setTimeout } from "node:timers/promises";
import { QueueError } from "../errors.js";
import type { FailureClass } from "../retry-policy.js";
import type { Row, SqlSession } from "../sql/database.js";
import type { JobState } from "../states.js";
import type { Transition } from "../types.js";

const MAX_CHANGES = 1_000;
const FROM = "FROM queue_transitions t JOIN queue_jobs j ON j.id = t.job_id";
const COLUMNS = "t.*, j.key, j.kind";

export async function jobHistory(session: SqlSession, id: number): Promise<readonly Transition[]> {
  const rows = await session.query(`SELECT ${COLUMNS} ${FROM} WHERE t.job_id = $1 ORDER BY t.id`, [id]);
  return rows.map(toTransition);
}

/** Changes in the order of their transactions, which is fixed once they can be read. */
export async function changesAfter(
  session: SqlSession,
  after: string | undefined,
  limit: number = MAX_CHANGES,
): Promise<readonly Transition[]> {
  const rows = await session.query(
    `SELECT ${COLUMNS} ${FROM}
     WHERE (t.txid, t.id) > (CAST($1 AS BIGINT), CAST($2 AS BIGINT)) AND ${session.dialect.settled}
     ORDER BY t.txid, t.id LIMIT ${Math.min(Math.max(1, Math.floor(limit)), MAX_CHANGES)}`,
    [...parseCursor(after)],
  );
  return rows.map(toTransition);
}

export async function lastCursor(session: SqlSession): Promise<string | undefined> {
  const [row] = await session.query(
    `SELECT txid, id FROM queue_transitions t WHERE ${session.dialect.settled} ORDER BY txid DESC, id DESC LIMIT 1`,
  );
  return row === undefined ? undefined : cursorOf(row);
}

/** Asks for changes again and again, until the signal; what is there already comes without a wait. */
export async function* followChanges(
  read: (after: string | undefined) => Promise<readonly Transition[]>,
  options: {
    readonly after?: string | undefined;
    readonly signal: AbortSignal;
    readonly intervalMs?: number;
  },
): AsyncGenerator<readonly Transition[], void, void> {
  const { signal, intervalMs = 250 } = options;
  let cursor = options.after;
  while (!signal.aborted) {
    const changes = await read(cursor);
    if (changes.length > 0) {
      cursor = changes.at(-1)?.cursor;
      yield changes;
    } else {
      await setTimeout(intervalMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

function toTransition(row: Row): Transition {
  const text = (name: string) => (row[name] === null ? undefined : String(row[name]));
  return {
    cursor: cursorOf(row),
    jobId: Number(row.job_id),
    key: String(row.key),
    kind: String(row.kind),
    from: text("from_state") as JobState | undefined,
    to: row.to_state as JobState,
    at: new Date(Number(row.at)),
    by: String(row.actor),
    reason: text("reason"),
    failureClass: text("failure_class") as FailureClass | undefined,
    token: Number(row.token),
  };
}

function cursorOf(row: Row): string {
  return `${row.txid}.${row.id}`;
}

function parseCursor(cursor: string | undefined): readonly number[] {
  if (cursor === undefined) return [-1, -1];
  const parts = cursor.split(".").map(Number);
  if (parts.length === 2 && parts.every((part) => Number.isSafeInteger(part) && part >= 0)) return parts;
  throw new QueueError("ERR_QUEUE_REQUEST", `No changes come after "${cursor}": it is not a change's cursor`);
}
