import { expect, it } from "vitest";
import { openSqliteDatabase } from "../../src/sqlite/sqlite-database.js";
import { sqliteDelivery } from "../../src/sqlite/sqlite-delivery.js";
import { sqliteFile } from "../support/sqlite-file.js";

it("takes queued jobs of the routes alone, in the order of the queue", async () => {
  const database = await openSqliteDatabase({ path: sqliteFile(), busyTimeoutMs: 0 });
  const taken = await database.transaction(async (session) => {
    const rows = [
      ["low", "r1", "queued", 0],
      ["other", "r2", "queued", 9],
      ["busy", "r1", "leased", 9],
      ["high", "r1", "queued", 5],
      ["later", "r1", "queued", 0],
    ] as const;
    for (const [index, [key, route, state, priority]] of rows.entries()) {
      await session.query(
        `INSERT INTO queue_jobs
         (key, kind, state, priority, requires, route, payload, needs, needs_left, retry, ready, created_at, changed_at)
         VALUES ($1, 'build', $2, $3, '[]', $4, 'null', '[]', 0, '{}', $5, 0, 0)`,
        [key, state, priority, route, index],
      );
    }
    return await sqliteDelivery.take(session, ["r1", "r3"], 2);
  });
  expect(taken).toEqual([4, 1]);
  await database.close();
});
