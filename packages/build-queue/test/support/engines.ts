import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, inject } from "vitest";
import { type JobQueue, openSqliteQueue } from "../../src/index.js";
import { poolDriver } from "../../src/pg-boss/pg-connections.js";
import { openPgBossQueue, type PgDriver } from "../../src/pg-boss.js";
import { startPglite } from "./pglite.js";

/** Opens an empty queue. */
export type OpenQueue = (options?: { readonly clock?: () => Date }) => Promise<JobQueue>;

const SCHEMA = "conformance";
const TABLES = ["jobs", "needs", "transitions", "routes", "workers", "pauses", "schedules"];

const postgres = inject("postgres");
if (postgres === undefined && process.env.CI === "true") {
  throw new Error("CI tests on PostgreSQL: install Debian's package postgresql");
}

async function openSqlite(clock: () => Date): Promise<JobQueue> {
  const folder = mkdtempSync(join(tmpdir(), "queue-"));
  const queue = await openSqliteQueue({ path: join(folder, "queue.db"), clock });
  const close = async () => {
    await queue.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...queue, close };
}

/** The server stays for the next test, what was in its tables does not. */
function openOn(start: () => Promise<PgDriver>): (clock: () => Date) => Promise<JobQueue> {
  let driver: Promise<PgDriver> | undefined;
  return async (clock) => {
    driver ??= start();
    const kept: PgDriver = { ...(await driver), close: async () => {} };
    const queue = await openPgBossQueue({ connection: { driver: kept }, schema: SCHEMA, clock });
    await kept.query(`TRUNCATE ${TABLES.map((table) => `queue_${table}`).join(", ")} RESTART IDENTITY`);
    await kept.query(`TRUNCATE ${SCHEMA}_boss.job`);
    return queue;
  };
}

const ENGINES: readonly {
  readonly name: string;
  readonly open?: (clock: () => Date) => Promise<JobQueue>;
}[] = [
  { name: "SQLite", open: openSqlite },
  { name: "pg-boss on PGlite", open: openOn(() => startPglite(SCHEMA)) },
  {
    name: "pg-boss on PostgreSQL",
    ...(postgres && { open: openOn(async () => poolDriver({ ...postgres, max: 5 }, SCHEMA)) }),
  },
];

/** The same tests on every engine: what one answers, all answer. */
export function onEveryEngine(title: string, tests: (open: OpenQueue) => void): void {
  for (const { name, open } of ENGINES) {
    describe.skipIf(open === undefined)(`${title} on ${name}`, () => {
      const opened: JobQueue[] = [];
      const closeAll = async () => {
        for (const queue of opened.splice(0)) await queue.close();
      };
      afterEach(closeAll);
      afterAll(closeAll);
      tests(async ({ clock = () => new Date() } = {}) => {
        const queue = await open?.(clock);
        if (queue === undefined) throw new Error(`${name} is not on this machine`);
        opened.push(queue);
        return queue;
      });
    });
  }
}
