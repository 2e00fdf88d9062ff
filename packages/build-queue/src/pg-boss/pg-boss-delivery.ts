import type { PgBoss } from "pg-boss";
import type { SqlSession } from "../sql/database.js";
import type { JobRow } from "../sql/job-row.js";
import type { Delivery } from "../sql/transition.js";

/** One hand-over of one of our jobs to a worker, as pg-boss keeps it. */
interface Message {
  readonly job: number;
}

/** pg-boss forgets a message that nobody takes for so long; ours wait as long as they have to. */
const NEVER_SECONDS = 2_000_000_000;
/** When pg-boss gives up a message that is held; a lease is ours to end, and may be longer. */
const DAY_SECONDS = 86_400;

/**
 * Ready jobs as messages of pg-boss: one queue for each route, one message for each time that a job becomes ready.
 * Its `SKIP LOCKED` gives each to one worker, by priority and age. A message is active while its job is leased,
 * and gone with the lease: what became of it is in our history.
 */
export function pgBossDelivery(boss: PgBoss): Delivery {
  const prepared = new Set<string>();
  return {
    prepare: async (routes) => {
      for (const route of routes.filter((name) => !prepared.has(name))) {
        await boss.createQueue(route, {
          retryLimit: 0,
          retentionSeconds: NEVER_SECONDS,
          expireInSeconds: DAY_SECONDS,
        });
        prepared.add(route);
      }
    },
    offer: async (_, jobs) => {
      for (const [route, rows] of byRoute(jobs)) {
        const messages = rows.map((job) => ({
          id: messageId(job.id, job.token + 1),
          priority: job.priority,
          data: { job: job.id } satisfies Message,
        }));
        await boss.insert(route, messages);
      }
    },
    withdraw: async (_, jobs) => {
      for (const [route, rows] of byRoute(jobs)) {
        await boss.deleteJob(
          route,
          rows.map((job) => messageId(job.id, job.token + 1)),
        );
      }
    },
    take: (session, routes, limit) => takeMessages(boss, session, routes, limit),
    finish: async (_, jobs) => {
      for (const [route, rows] of byRoute(jobs)) {
        await boss.deleteJob(
          route,
          rows.map((job) => messageId(job.id, job.token)),
        );
      }
    },
  };
}

/** A UUID that says which job it is and which of its leases it would begin. */
export function messageId(job: number, token: number): string {
  const hex = job.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-8000-8000-${token.toString(16).padStart(12, "0")}`;
}

/** pg-boss fetches from one queue: the next in line say from which, and how many. */
async function takeMessages(
  boss: PgBoss,
  session: SqlSession,
  routes: readonly string[],
  limit: number,
): Promise<readonly number[]> {
  const taken: number[] = [];
  let open = routes;
  while (open.length > 0 && taken.length < limit) {
    const wanted = await shares(session, open, limit - taken.length);
    open = [];
    for (const [route, batchSize] of wanted) {
      const messages = await boss.fetch<Message>(route, { batchSize });
      taken.push(...messages.map(({ data }) => data.job));
      // Others are taking from this one as well: it may be empty now, and the next is asked.
      if (messages.length > 0) open = [...open, route];
    }
    if (wanted.size === 1 && routes.length === 1) break;
  }
  return taken;
}

async function shares(
  session: SqlSession,
  routes: readonly string[],
  limit: number,
): Promise<ReadonlyMap<string, number>> {
  const [only] = routes;
  if (routes.length === 1 && only !== undefined) return new Map([[only, limit]]);
  const rows = await session.query(
    `SELECT j.route FROM json_array_elements_text($1::json) AS r (route) CROSS JOIN LATERAL (
       SELECT route, priority, ready, id FROM queue_jobs
       WHERE route = r.route AND state = 'queued' ORDER BY priority DESC, ready, id LIMIT $2) j
     ORDER BY j.priority DESC, j.ready, j.id LIMIT $2`,
    [JSON.stringify(routes), limit],
  );
  const counts = new Map<string, number>();
  for (const { route } of rows) counts.set(String(route), (counts.get(String(route)) ?? 0) + 1);
  return counts;
}

function byRoute(jobs: readonly JobRow[]): ReadonlyMap<string, readonly JobRow[]> {
  const groups = new Map<string, JobRow[]>();
  for (const job of jobs) groups.set(job.route, [...(groups.get(job.route) ?? []), job]);
  return groups;
}
