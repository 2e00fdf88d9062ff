import { PGlite } from "@electric-sql/pglite";
import type { PgDriver, PgQuery } from "../../src/pg-boss.js";

type Runner = Pick<PGlite, "query" | "exec">;

/** A PostgreSQL in this process, of one connection. */
export async function startPglite(schema: string): Promise<PgDriver> {
  const database = await PGlite.create({ relaxedDurability: true });
  await database.exec(`SET search_path TO ${schema}`);
  return {
    query: queryOn(database),
    transaction: (work) => database.transaction((transaction) => work(queryOn(transaction))),
    close: () => database.close(),
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
