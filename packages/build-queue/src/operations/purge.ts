import type { Operation } from "../sql/transition.js";

/** Jobs that ended before this time and that no job which has not ended needs; with them goes all that names them. */
export async function purgeJobs({ session }: Operation, endedBefore: Date): Promise<number> {
  const rows = await session.query(
    `DELETE FROM queue_jobs WHERE ended_at < $1 AND NOT EXISTS (
       SELECT 1 FROM queue_needs n JOIN queue_jobs d ON d.id = n.job_id
       WHERE n.need_id = queue_jobs.id AND d.ended_at IS NULL)
     RETURNING id`,
    [endedBefore.getTime()],
  );
  const ids = JSON.stringify(rows.map((row) => Number(row.id)));
  await session.query(
    `DELETE FROM queue_transitions WHERE ${session.dialect.among("job_id", "$1", "integer")}`,
    [ids],
  );
  await session.query(`DELETE FROM queue_needs WHERE ${session.dialect.among("job_id", "$1", "integer")}`, [
    ids,
  ]);
  await session.query(
    `DELETE FROM queue_workers WHERE draining = 0 AND seen_at < $1 AND NOT EXISTS (
       SELECT 1 FROM queue_jobs j WHERE j.worker = queue_workers.name AND j.state = 'leased')`,
    [endedBefore.getTime()],
  );
  return rows.length;
}
