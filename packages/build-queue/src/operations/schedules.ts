import { lastTime, nextTime } from "../cron.js";
import { QueueError } from "../errors.js";
import { assertJobRequest } from "../request.js";
import type { Row, SqlSession } from "../sql/database.js";
import type { Operation } from "../sql/transition.js";
import type { Job, Schedule, ScheduleRequest } from "../types.js";
import { pushJobs } from "./push.js";

export async function putSchedule(operation: Operation, request: ScheduleRequest): Promise<Schedule> {
  const { name, cron, timeZone = "UTC", job } = request;
  assertJobRequest(job);
  const nextAt = nextTime({ cron, timeZone }, new Date(operation.now));
  await operation.session.query(
    `INSERT INTO queue_schedules (name, cron, time_zone, job, next_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name) DO UPDATE SET
       cron = excluded.cron, time_zone = excluded.time_zone, job = excluded.job, next_at = excluded.next_at`,
    [name, cron, timeZone, JSON.stringify(job), nextAt.getTime()],
  );
  return { name, cron, timeZone, job, nextAt };
}

export async function removeSchedule({ session }: Operation, name: string): Promise<void> {
  const rows = await session.query("DELETE FROM queue_schedules WHERE name = $1 RETURNING name", [name]);
  if (rows.length > 0) return;
  throw new QueueError("ERR_QUEUE_NOT_FOUND", `No schedule ${name}: there is none of that name`);
}

export async function listSchedules(session: SqlSession): Promise<readonly Schedule[]> {
  return (await session.query("SELECT * FROM queue_schedules ORDER BY name")).map(toSchedule);
}

/** Pushes what schedules brought since they were last looked at: of several missed times the last. */
export async function runSchedules(operation: Operation): Promise<readonly Job[]> {
  const { session, now } = operation;
  const rows = await session.query(
    `SELECT * FROM queue_schedules WHERE next_at <= $1 ORDER BY name${session.dialect.forUpdate}`,
    [now],
  );
  const jobs: Job[] = [];
  for (const schedule of rows.map(toSchedule)) {
    const time = lastTime(schedule, new Date(now)) ?? schedule.nextAt;
    const key = `${schedule.job.key}@${time.toISOString()}`;
    const [pushed] = await pushJobs(operation, [{ ...schedule.job, key }]);
    if (pushed?.created === true) jobs.push(pushed.job);
    const nextAt = nextTime(schedule, new Date(now)).getTime();
    await session.query("UPDATE queue_schedules SET next_at = $2 WHERE name = $1", [schedule.name, nextAt]);
  }
  return jobs;
}

function toSchedule(row: Row): Schedule {
  return {
    name: String(row.name),
    cron: String(row.cron),
    timeZone: String(row.time_zone),
    job: JSON.parse(String(row.job)),
    nextAt: new Date(Number(row.next_at)),
  };
}
