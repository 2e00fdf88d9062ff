import { QueueError } from "./errors.js";
import type { JobQueue } from "./queue.js";
import { openSqliteQueue } from "./sqlite/open-sqlite-queue.js";

export interface QueueOptions {
  /** `postgres://user@host/database`, `postgres://user@/database?host=/socket/folder`, or the path of an SQLite file. */
  readonly url: string;
  /** What time it is; the system's by default. Processes that share a queue share a clock. */
  readonly clock?: () => Date;
}

/** The queue at an address: the same commands on one machine and on many. */
export async function openQueue({ url, ...options }: QueueOptions): Promise<JobQueue> {
  if (/^postgres(ql)?:/i.test(url)) {
    // PostgreSQL's client is loaded by those who have one.
    const { openPgBossQueue } = await import("./pg-boss/open-pg-boss-queue.js");
    return await openPgBossQueue({ connection: { connectionString: url }, ...options });
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(url)) {
    const scheme = url.slice(0, url.indexOf(":"));
    throw new QueueError("ERR_QUEUE_REQUEST", `No queue is at an address of scheme "${scheme}"`, {
      hint: "Name the path of a file, or a URL that begins with postgres://",
    });
  }
  return await openSqliteQueue({ path: url, ...options });
}
