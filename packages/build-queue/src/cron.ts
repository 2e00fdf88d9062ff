import { Cron } from "croner";
import { QueueError } from "./errors.js";

export interface CronTime {
  readonly cron: string;
  readonly timeZone: string;
}

/** The first time after this one at which the expression holds. */
export function nextTime(time: CronTime, after: Date): Date {
  const next = parse(time).nextRun(after);
  if (next === null) {
    throw new QueueError("ERR_QUEUE_REQUEST", `Cron expression "${time.cron}" never comes true again`);
  }
  return next;
}

/** The last time up to and including this one at which the expression held. */
export function lastTime(time: CronTime, until: Date): Date | undefined {
  // What is asked for is before a time, to the second.
  const nextSecond = new Date(Math.floor(until.getTime() / 1_000) * 1_000 + 1_000);
  const [last] = parse(time).previousRuns(1, nextSecond);
  return last;
}

function parse({ cron, timeZone }: CronTime): Cron {
  try {
    const parsed = new Cron(cron, { timezone: timeZone, paused: true });
    parsed.nextRun(new Date(0));
    return parsed;
  } catch (cause) {
    throw new QueueError(
      "ERR_QUEUE_REQUEST",
      `No schedule "${cron}" in time zone ${timeZone}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { hint: 'Five fields such as "0 3 * * *", and a zone such as Europe/Berlin or UTC.', cause },
    );
  }
}
