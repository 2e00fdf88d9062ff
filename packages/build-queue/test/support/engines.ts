import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe } from "vitest";
import { type JobQueue, openSqliteQueue } from "../../src/index.js";
import { openPgBossQueue, type PgDriver } from "../../src/pg-boss.js";
import { PG_DRIVERS } from "./pg-drivers.js";

/** Opens an empty queue. */
export type OpenQueue = (options?: { readonly clock?: () => Date }) => Promise<JobQueue>;

const SCHEMA = "conformance";
const TABLES = ["jobs", "needs", "transitions", "routes", "workers", "pauses", "schedules"];

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
function openOn(start: (schema: string) => Promise<PgDriver>): (clock: () => Date) => Promise<JobQueue> {
  return async (clock) => {
    const driver = await start(SCHEMA);
    const queue = await openPgBossQueue({ connection: { driver }, schema: SCHEMA, clock });
    await driver.query(`TRUNCATE ${TABLES.map((table) => `queue_${table}`).join(", ")} RESTART IDENTITY`);
    await driver.query(`TRUNCATE ${SCHEMA}_boss.job`);
    return queue;
  };
}

const ENGINES: readonly (readonly [string, (clock: () => Date) => Promise<JobQueue>])[] = [
  ["SQLite", openSqlite],
  ...PG_DRIVERS.map(([name, start]) => [`pg-boss on ${name}`, openOn(start)] as const),
];

/** The same tests on every engine: what one answers, all answer. */
export function onEveryEngine(title: string, tests: (open: OpenQueue) => void): void {
  for (const [name, open] of ENGINES) {
    describe(`${title} on ${name}`, () => {
      const opened: JobQueue[] = [];
      afterEach(async () => {
        for (const queue of opened.splice(0)) await queue.close();
      });
      tests(async ({ clock = () => new Date() } = {}) => {
        const queue = await open(clock);
        opened.push(queue);
        return queue;
      });
    });
  }
}
