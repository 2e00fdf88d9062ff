import { QueueError } from "../errors.js";
import type { SqlSession } from "../sql/database.js";
import type { Operation } from "../sql/transition.js";
import type { Act, Pause, Worker } from "../types.js";

/** The whole queue is paused under this name. */
const ALL = "";

/** Pausing what is paused changes who did it and why, not since when. */
export async function pauseGroup(
  { session, now }: Operation,
  { group = ALL, by, reason }: Act & { readonly group?: string },
): Promise<void> {
  await session.query(
    `INSERT INTO queue_pauses (job_group, since, actor, reason) VALUES ($1, $2, $3, $4)
     ON CONFLICT (job_group) DO UPDATE SET actor = excluded.actor, reason = excluded.reason`,
    [group, now, by, reason ?? null],
  );
}

export async function resumeGroup({ session }: Operation, group: string = ALL): Promise<void> {
  await session.query("DELETE FROM queue_pauses WHERE job_group = $1", [group]);
}

export async function listPauses(session: SqlSession): Promise<readonly Pause[]> {
  const rows = await session.query("SELECT * FROM queue_pauses ORDER BY job_group");
  return rows.map((row) => ({
    group: row.job_group === ALL ? undefined : String(row.job_group),
    since: new Date(Number(row.since)),
    by: String(row.actor),
    reason: row.reason === null ? undefined : String(row.reason),
  }));
}

export async function setDraining({ session }: Operation, name: string, draining: boolean): Promise<void> {
  const rows = await session.query("UPDATE queue_workers SET draining = $2 WHERE name = $1 RETURNING name", [
    name,
    draining ? 1 : 0,
  ]);
  if (rows.length > 0) return;
  throw new QueueError("ERR_QUEUE_NOT_FOUND", `No worker ${name}: none of that name ever asked for jobs`, {
    hint: "List the workers for their names.",
  });
}

export async function listWorkers(session: SqlSession): Promise<readonly Worker[]> {
  const rows = await session.query(
    `SELECT w.*, (SELECT COUNT(*) FROM queue_jobs j WHERE j.state = 'leased' AND j.worker = w.name) AS leased
     FROM queue_workers w ORDER BY name`,
  );
  return rows.map((row) => ({
    name: String(row.name),
    labels: JSON.parse(String(row.labels)),
    draining: Number(row.draining) === 1,
    seenAt: new Date(Number(row.seen_at)),
    leased: Number(row.leased),
  }));
}
