import { expect, it } from "vitest";
import { insertRows } from "../../src/sql/insert-rows.js";
import { openSqliteDatabase } from "../../src/sqlite/sqlite-database.js";
import { sqliteFile } from "../support/sqlite-file.js";

it("inserts any number of rows and gives what was asked for, in order", async () => {
  const database = await openSqliteDatabase({ path: sqliteFile(), busyTimeoutMs: 0 });
  const edges = Array.from({ length: 250 }, (_, index) => ({ job_id: index, need_id: 7 }));
  const [nothing, returned] = await database.transaction(async (session) => [
    await insertRows(session, "queue_needs", []),
    await insertRows(session, "queue_needs", edges, "RETURNING job_id"),
  ]);
  await database.close();
  expect(nothing).toEqual([]);
  expect(returned.map((row) => row.job_id)).toEqual(edges.map(({ job_id }) => job_id));
});
