import { QueueError } from "../errors.js";
import type { SqlSession, SqlValue } from "../sql/database.js";
import { toJob, toJobRow } from "../sql/job-row.js";
import type { Count, Job, JobFilter, JobPage, ListRequest } from "../types.js";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

/** Columns by which pages are ordered; the last makes each place unique. */
const ORDERS = {
  newest: { columns: ["id"], descending: true, sql: "id DESC" },
  oldest: { columns: ["id"], descending: false, sql: "id" },
  // One direction for all columns, so that a place is one comparison of rows.
  queue: { columns: ["-priority", "ready", "id"], descending: false, sql: "-priority, ready, id" },
} as const;

export async function getJob(session: SqlSession, id: number): Promise<Job | undefined> {
  const [row] = await session.query("SELECT * FROM queue_jobs WHERE id = $1", [id]);
  return row === undefined ? undefined : toJob(toJobRow(row));
}

export async function findJob(session: SqlSession, key: string): Promise<Job | undefined> {
  const [row] = await session.query("SELECT * FROM queue_jobs WHERE key = $1", [key]);
  return row === undefined ? undefined : toJob(toJobRow(row));
}

/** One page of jobs; pages do not shift when jobs come in between. */
export async function listJobs(session: SqlSession, request: ListRequest = {}): Promise<JobPage> {
  const { order = "newest", after } = request;
  const limit = Math.min(Math.max(1, Math.floor(request.limit ?? DEFAULT_LIMIT)), MAX_LIMIT);
  const { columns, descending, sql } = ORDERS[order];
  const values: SqlValue[] = [];
  const conditions = filterConditions(session, request, values);
  if (after !== undefined) {
    const place = parsePlace(after, columns.length).map((value) => `CAST($${values.push(value)} AS BIGINT)`);
    conditions.push(`(${columns.join(", ")}) ${descending ? "<" : ">"} (${place.join(", ")})`);
  }
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const rows = await session.query(
    `SELECT * FROM queue_jobs ${where} ORDER BY ${sql} LIMIT ${limit + 1}`,
    values,
  );
  const page = rows.slice(0, limit).map(toJobRow);
  const last = page.at(-1);
  const next =
    rows.length > limit && last !== undefined
      ? (order === "queue" ? [-last.priority, last.ready, last.id] : [last.id]).join(".")
      : undefined;
  return { jobs: page.map(toJob), next };
}

export async function countJobs(
  session: SqlSession,
  by: "all" | "kind" | "group" = "all",
): Promise<readonly Count[]> {
  const value = { all: "''", kind: "kind", group: "COALESCE(job_group, '')" }[by];
  const rows = await session.query(
    `SELECT ${value} AS value, state, COUNT(*) AS count FROM queue_jobs GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows.map((row) => ({
    value: String(row.value),
    state: row.state as Count["state"],
    count: Number(row.count),
  }));
}

function filterConditions(session: SqlSession, filter: JobFilter, values: SqlValue[]): string[] {
  const conditions: string[] = [];
  const among = (column: string, wanted: readonly string[] | undefined) => {
    if (wanted === undefined) return;
    conditions.push(session.dialect.among(column, `$${values.push(JSON.stringify(wanted))}`, "text"));
  };
  among("state", filter.states);
  among("kind", filter.kinds);
  among("job_group", filter.groups);
  among("subject", filter.subjects);
  if (filter.worker !== undefined) conditions.push(`worker = $${values.push(filter.worker)}`);
  if (filter.text !== undefined && filter.text !== "") {
    const pattern = `$${values.push(`%${filter.text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`)}`;
    const matches = (column: string) => `LOWER(${column}) LIKE ${pattern} ESCAPE '\\'`;
    conditions.push(`(${matches("key")} OR ${matches("subject")})`);
  }
  return conditions;
}

function parsePlace(after: string, length: number): readonly number[] {
  const place = after.split(".").map(Number);
  if (place.length === length && place.every(Number.isSafeInteger)) return place;
  throw new QueueError("ERR_QUEUE_REQUEST", `No page begins after "${after}": it is not a page's "next"`);
}
