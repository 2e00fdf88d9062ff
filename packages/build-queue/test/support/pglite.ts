import { PGlite } from "@electric-sql/pglite";
import type { PgDriver, PgQuery } from "../../src/pg-boss.js";

type Runner = Pick<PGlite, "query" | "exec">;

let started: Promise<PGlite> | undefined;

/** The one PostgreSQL in this process, of one connection; its tables are looked for in this schema from now on. */
export async function sharedPglite(schema: string): Promise<PgDriver> {
  started ??= PGlite.create({ relaxedDurability: true });
  const database = await started;
  await database.exec(`SET search_path TO ${schema}`);
  return {
    query: queryOn(database),
    transaction: (work) => database.transaction((transaction) => work(queryOn(transaction))),
    close: async () => {},
  };
}

/** Several statements at once go by another way, which takes no values. */
function queryOn(runner: Runner): PgQuery {
  return async (text, values = []) => {
    if (values.length > 0) return await runner.query<Record<string, unknown>>(text, [...values]);
    const results = await runner.exec(text);
    return { rows: results.flatMap(({ rows }) => rows) };
  };
}
