import { QueueError } from "../errors.js";
import { assertJobRequest } from "../request.js";
import { routeOf } from "../route.js";
import type { JobRow } from "../sql/job-row.js";
import { jsonText, toJob, toJobRow } from "../sql/job-row.js";
import { lockJobs, NEXT_READY, type Operation, recordTransitions } from "../sql/transition.js";
import type { JobState } from "../states.js";
import type { JobRequest, Pushed } from "../types.js";
import { supersede } from "./end.js";

interface Entry {
  readonly row: JobRow;
  readonly created: boolean;
}

const ROWS_IN_A_STATEMENT = 500;

/** Adds jobs in the order given; what a job needs is in the queue or before it. */
export async function pushJobs(
  operation: Operation,
  requests: readonly JobRequest[],
): Promise<readonly Pushed[]> {
  requests.forEach(assertJobRequest);
  const known = await lockKnown(operation, requests);
  await addRoutes(operation, requests);
  const entries: Entry[] = [];
  for (const request of requests) {
    const entry = await pushOne(operation, request, known);
    known.set(request.key, entry.row);
    entries.push(entry);
  }
  await announce(operation, entries);
  await supersede(
    operation,
    entries.filter(({ created }) => created).map(({ row }) => row),
    requests,
  );
  return entries.map(({ row, created }) => ({ job: toJob(row), created }));
}

/** Jobs that are there already, by key: those of the same keys, and those that are needed. Locked: they stay as they are. */
async function lockKnown(
  { session }: Operation,
  requests: readonly JobRequest[],
): Promise<Map<string, JobRow>> {
  const keys = [...new Set(requests.flatMap(({ key, needs = [] }) => [key, ...needs]))];
  const known = new Map<string, JobRow>();
  for (let start = 0; start < keys.length; start += ROWS_IN_A_STATEMENT) {
    const part = JSON.stringify(keys.slice(start, start + ROWS_IN_A_STATEMENT));
    const rows = await lockJobs(session, session.dialect.among("key", "$1", "text"), [part]);
    for (const row of rows) known.set(row.key, row);
  }
  return known;
}

async function addRoutes({ session }: Operation, requests: readonly JobRequest[]): Promise<void> {
  const routes = new Map(
    requests.map(({ group, requires = [] }) => routeOf(group, requires)).map((route) => [route.route, route]),
  );
  for (const { route, group, requires } of routes.values()) {
    await session.query(
      `INSERT INTO queue_routes (route, job_group, requires) VALUES ($1, $2, $3) ON CONFLICT (route) DO NOTHING`,
      [route, group ?? null, JSON.stringify(requires)],
    );
  }
}

async function pushOne(
  operation: Operation,
  request: JobRequest,
  known: ReadonlyMap<string, JobRow>,
): Promise<Entry> {
  const present = known.get(request.key);
  if (present !== undefined) return { row: present, created: false };
  const needs = needsOf(request, known);
  const inserted = await insertRow(operation, request, needs);
  if (inserted === undefined) {
    const [row] = await lockJobs(operation.session, "key = $1", [request.key]);
    if (row === undefined)
      throw new QueueError("ERR_QUEUE_BUSY", `Job ${request.key} was removed while it was pushed`);
    return { row, created: false };
  }
  for (const need of needs) {
    await operation.session.query("INSERT INTO queue_needs (job_id, need_id) VALUES ($1, $2)", [
      inserted.id,
      need.id,
    ]);
  }
  return { row: inserted, created: true };
}

function needsOf(request: JobRequest, known: ReadonlyMap<string, JobRow>): readonly JobRow[] {
  return [...new Set(request.needs)].map((key) => {
    const need = known.get(key);
    if (need !== undefined) return need;
    throw new QueueError(
      "ERR_QUEUE_NEED_UNKNOWN",
      `Job ${JSON.stringify(request.key)} cannot be pushed: it needs ${JSON.stringify(key)}, which is not there`,
      { hint: "Push what is needed first, or before it in the same push." },
    );
  });
}

/** `undefined`: another process pushed the same key a moment ago. */
async function insertRow(
  { session, now }: Operation,
  request: JobRequest,
  needs: readonly JobRow[],
): Promise<JobRow | undefined> {
  const needsLeft = needs.filter(({ state }) => state !== "succeeded").length;
  const notBefore = request.notBefore?.getTime() ?? null;
  const state = firstState(needsLeft, notBefore, now);
  const { route, requires } = routeOf(request.group, request.requires ?? []);
  const values = {
    key: request.key,
    kind: request.kind,
    subject: request.subject ?? null,
    job_group: request.group ?? null,
    state,
    priority: request.priority ?? 0,
    requires: JSON.stringify(requires),
    route,
    payload: jsonText(request.payload),
    needs: JSON.stringify(needs.map(({ id }) => id)),
    needs_left: needsLeft,
    retry: JSON.stringify(request.retry ?? {}),
    not_before: notBefore,
    due_at: state === "delayed" ? notBefore : null,
    created_at: now,
    changed_at: now,
  };
  const names = Object.keys(values);
  const [row] = await session.query(
    `INSERT INTO queue_jobs (${names.join(", ")}, ready)
     VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")}, ${NEXT_READY})
     ON CONFLICT (key) DO NOTHING RETURNING *`,
    Object.values(values),
  );
  return row === undefined ? undefined : toJobRow(row);
}

function firstState(needsLeft: number, notBefore: number | null, now: number): JobState {
  if (needsLeft > 0) return "blocked";
  return notBefore !== null && notBefore > now ? "delayed" : "queued";
}

async function announce(operation: Operation, entries: readonly Entry[]): Promise<void> {
  const created = entries.filter((entry) => entry.created).map(({ row }) => row);
  if (created.length === 0) return;
  await recordTransitions(operation, created, { from: null, by: "queue" });
  await operation.delivery.offer(
    operation.session,
    created.filter(({ state }) => state === "queued"),
  );
}
