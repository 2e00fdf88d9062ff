import type { PoolConfig } from "pg";
import { PgBoss } from "pg-boss";
import { QueueError } from "../errors.js";
import type { JobQueue } from "../queue.js";
import { createSqlQueue } from "../sql-queue.js";
import { pgBossDelivery } from "./pg-boss-delivery.js";
import { createConnections, type PgDriver, poolDriver } from "./pg-connections.js";
import { openPgDatabase } from "./pg-database.js";
import { pgFailure } from "./pg-failure.js";

export interface PgBossQueueOptions {
  /** Where the server is, as the driver `pg` takes it: `{ connectionString }`, or `{ host, user, database, … }`. */
  readonly connection: PoolConfig | { readonly driver: PgDriver };
  /** Where the queue's tables are; those of pg-boss are in `<schema>_boss`. `nodewright` by default. */
  readonly schema?: string;
  /** What time it is; the system's by default. Processes that share a queue share a clock. */
  readonly clock?: () => Date;
  /** Whether this process does pg-boss's housekeeping as well, which one at least should; true by default. */
  readonly supervise?: boolean;
  /** What went wrong in that housekeeping: it is tried again by itself. */
  readonly onError?: (error: unknown) => void;
}

/** A queue in a PostgreSQL, for any number of machines: pg-boss hands jobs out, all else is in tables beside its own. */
export async function openPgBossQueue(options: PgBossQueueOptions): Promise<JobQueue> {
  const { connection, schema = "nodewright", clock = () => new Date() } = options;
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) {
    throw new QueueError("ERR_QUEUE_REQUEST", `No schema is called "${schema}": small letters, digits and _`);
  }
  const connections = createConnections(
    "driver" in connection ? connection.driver : poolDriver(connection, schema),
  );
  try {
    const database = await openPgDatabase(connections, schema);
    const boss = await startBoss(options, `${schema}_boss`, async (text, values) => ({
      rows: [...(await connections.query(text, values)).rows],
    }));
    const close = async () => {
      await boss.stop({ graceful: false });
      await database.close();
    };
    return createSqlQueue({ database: { ...database, close }, delivery: pgBossDelivery(boss), clock });
  } catch (error) {
    await connections.close();
    throw pgFailure(error);
  }
}

async function startBoss(
  { connection, supervise = true, onError }: PgBossQueueOptions,
  schema: string,
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>,
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql },
    schema,
    supervise,
    // Times come from our clock: cron and delays are ours.
    schedule: false,
    ...("driver" in connection && { backend: "pglite" as const }),
  });
  boss.on("error", (error) => onError?.(error));
  return await boss.start();
}
