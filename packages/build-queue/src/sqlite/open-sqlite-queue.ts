import type { JobQueue } from "../queue.js";
import { createSqlQueue } from "../sql-queue.js";
import { openSqliteDatabase } from "./sqlite-database.js";
import { sqliteDelivery } from "./sqlite-delivery.js";

export interface SqliteQueueOptions {
  /** The file, made if it is not there; on a local disk. */
  readonly path: string;
  /** What time it is; the system's by default. Processes that share a queue share a clock. */
  readonly clock?: () => Date;
  /** How long a transaction waits for those of other processes; 10 seconds by default. */
  readonly busyTimeoutMs?: number;
}

/** A queue in a file, for any number of processes on one machine. */
export async function openSqliteQueue(options: SqliteQueueOptions): Promise<JobQueue> {
  const { path, clock = () => new Date(), busyTimeoutMs = 10_000 } = options;
  const database = await openSqliteDatabase({ path, busyTimeoutMs });
  return createSqlQueue({ database, delivery: sqliteDelivery, clock });
}
