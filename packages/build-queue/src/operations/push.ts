import { QueueError } from "../errors.js";
import { assertJobRequest } from "../request.js";
import { routeOf } from "../route.js";
import { insertRows } from "../sql/insert-rows.js";
import { type JobRow, jsonText, toJob, toJobRow } from "../sql/job-row.js";
import { lockJobs, nextReady, type Operation, recordTransitions } from "../sql/transition.js";
import type { JobState } from "../states.js";
import type { JobRequest, Pushed } from "../types.js";
import { supersede } from "./end.js";

/** Adds jobs in the order given; what a job needs is in the queue or before it. */
export async function pushJobs(
  operation: Operation,
  requests: readonly JobRequest[],
): Promise<readonly Pushed[]> {
  requests.forEach(assertJobRequest);
  const known = await lockKnown(operation, requests);
  const fresh = firstOfEachKey(requests).filter(({ key }) => !known.has(key));
  assertNeeds(requests, known);
  await addRoutes(operation, fresh);
  const created = await insertJobs(operation, fresh, known);
  await insertNeeds(operation, fresh, new Map([...known, ...created]));
  await announce(operation, [...created.values()]);
  await supersede(operation, [...created.values()], fresh);
  return answer(requests, known, created);
}

function answer(
  requests: readonly JobRequest[],
  known: ReadonlyMap<string, JobRow>,
  created: ReadonlyMap<string, JobRow>,
): readonly Pushed[] {
  const told = new Set<string>();
  return requests.flatMap(({ key }) => {
    const row = known.get(key) ?? created.get(key);
    if (row === undefined) return [];
    const isFirst = !told.has(key);
    told.add(key);
    return [{ job: toJob(row), created: isFirst && created.has(key) }];
  });
}

function firstOfEachKey(requests: readonly JobRequest[]): readonly JobRequest[] {
  return [...new Map(requests.toReversed().map((request) => [request.key, request])).values()].toReversed();
}

/** Jobs that are there already: those of the same keys, and those that are needed. Locked: they stay as they are. */
async function lockKnown(
  { session }: Operation,
  requests: readonly JobRequest[],
): Promise<ReadonlyMap<string, JobRow>> {
  const keys = [...new Set(requests.flatMap(({ key, needs = [] }) => [key, ...needs]))];
  const rows = await lockJobs(session, session.dialect.among("key", "$1", "text"), [JSON.stringify(keys)]);
  return new Map(rows.map((row) => [row.key, row]));
}

function assertNeeds(requests: readonly JobRequest[], known: ReadonlyMap<string, JobRow>): void {
  const present = new Set(known.keys());
  for (const { key, needs = [] } of requests) {
    const missing = needs.find((need) => !present.has(need));
    if (missing !== undefined) {
      throw new QueueError(
        "ERR_QUEUE_NEED_UNKNOWN",
        `Job ${JSON.stringify(key)} cannot be pushed: it needs ${JSON.stringify(missing)}, which is not there`,
        { hint: "Push what is needed first, or before it in the same push." },
      );
    }
    present.add(key);
  }
}

async function addRoutes({ session }: Operation, requests: readonly JobRequest[]): Promise<void> {
  const routes = requests.map(({ group, requires = [] }) => routeOf(group, requires));
  const rows = [...new Map(routes.map((route) => [route.route, route])).values()].map((route) => ({
    route: route.route,
    job_group: route.group ?? null,
    requires: JSON.stringify(route.requires),
  }));
  await insertRows(session, "queue_routes", rows, "ON CONFLICT (route) DO NOTHING");
}

async function insertJobs(
  operation: Operation,
  requests: readonly JobRequest[],
  known: ReadonlyMap<string, JobRow>,
): Promise<ReadonlyMap<string, JobRow>> {
  if (requests.length === 0) return new Map();
  const ready = await nextReady(operation.session);
  const rows = await insertRows(
    operation.session,
    "queue_jobs",
    requests.map((request) => ({ ...columnsOf(operation, request, known), ready })),
    "ON CONFLICT (key) DO NOTHING RETURNING *",
  );
  if (rows.length < requests.length) {
    throw new QueueError(
      "ERR_QUEUE_BUSY",
      "Jobs cannot be pushed: another process is pushing the same ones",
      {
        hint: "Push them again: they are there by now.",
      },
    );
  }
  const byKey = new Map(rows.map((row) => [String(row.key), toJobRow(row)]));
  return new Map(requests.flatMap(({ key }) => [[key, byKey.get(key)]] as [string, JobRow][]));
}

function columnsOf({ now }: Operation, request: JobRequest, known: ReadonlyMap<string, JobRow>) {
  const needs = [...new Set(request.needs)];
  const needsLeft = needs.filter((key) => known.get(key)?.state !== "succeeded").length;
  const notBefore = request.notBefore?.getTime() ?? null;
  const state = firstState(needsLeft, notBefore, now);
  const { route, requires } = routeOf(request.group, request.requires ?? []);
  return {
    key: request.key,
    kind: request.kind,
    subject: request.subject ?? null,
    job_group: request.group ?? null,
    state,
    priority: request.priority ?? 0,
    requires: JSON.stringify(requires),
    route,
    payload: jsonText(request.payload),
    needs: JSON.stringify(needs),
    needs_left: needsLeft,
    retry: JSON.stringify(request.retry ?? {}),
    not_before: notBefore,
    due_at: state === "delayed" ? notBefore : null,
    created_at: now,
    changed_at: now,
  };
}

function firstState(needsLeft: number, notBefore: number | null, now: number): JobState {
  if (needsLeft > 0) return "blocked";
  return notBefore !== null && notBefore > now ? "delayed" : "queued";
}

async function insertNeeds(
  { session }: Operation,
  requests: readonly JobRequest[],
  rows: ReadonlyMap<string, JobRow>,
): Promise<void> {
  const idOf = (key: string) => rows.get(key)?.id ?? null;
  const edges = requests.flatMap(({ key, needs = [] }) =>
    [...new Set(needs)].map((need) => ({ job_id: idOf(key), need_id: idOf(need) })),
  );
  await insertRows(session, "queue_needs", edges);
}

async function announce(operation: Operation, created: readonly JobRow[]): Promise<void> {
  if (created.length === 0) return;
  await recordTransitions(operation, created, { from: null, by: "queue" });
  const queued = created.filter(({ state }) => state === "queued");
  await operation.delivery.offer(operation.session, queued);
}
