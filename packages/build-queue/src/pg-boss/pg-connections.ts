import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { QueueError } from "../errors.js";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Runs statements with `$1`, `$2`, …; without values also several at once. */
export type PgQuery = (text: string, values?: readonly unknown[]) => Promise<{ readonly rows: Rows }>;

/** A PostgreSQL, however it is reached. */
export interface PgConnections {
  /** In the transaction that the caller is in, if any, else by itself. */
  readonly query: PgQuery;
  readonly transaction: <Result>(work: (query: PgQuery) => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

/** What one transaction at a time needs: a pool's client, or a database of one connection. */
export interface PgDriver {
  readonly query: PgQuery;
  /** Commits when the work is done, rolls back when it throws. */
  readonly transaction: <Result>(work: (query: PgQuery) => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

const ATTEMPTS = 12;
const MAX_PREPARED = 200;
/** Two transactions wanted the same rows: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const COLLISIONS: ReadonlySet<unknown> = new Set(["40P01", "40001", "ERR_QUEUE_BUSY"]);

/**
 * Whatever is asked for inside a transaction runs in it, also by libraries that know nothing of it: what pg-boss
 * writes and what we write is committed together.
 */
export function createConnections(driver: PgDriver): PgConnections {
  const current = new AsyncLocalStorage<PgQuery>();
  return {
    query: (text, values) => (current.getStore() ?? driver.query)(text, values),
    transaction: (work) =>
      repeatCollisions(() => driver.transaction((query) => current.run(query, () => work(query)))),
    close: driver.close,
  };
}

/** A pool of connections whose tables are in one schema. */
export function poolDriver(options: pg.PoolConfig, schema: string): PgDriver {
  const pool = new pg.Pool({
    application_name: "nodewright",
    ...options,
    options: `-c search_path=${schema}`,
  });
  // A connection that breaks while it is idle is replaced; whoever needs one is told if that fails.
  pool.on("error", ignore);
  const on = runOn(new Map());
  return {
    query: on(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      // A connection that ends between two statements is seen by the next.
      client.on("error", ignore);
      try {
        // Not waited for: what comes next is sent right behind it, and fails if it does.
        client.query("BEGIN").catch(ignore);
        const result = await work(on(client));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        await client.query("ROLLBACK").catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.off("error", ignore);
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

/** Statements are prepared on each connection, as long as there are not too many of them. */
function runOn(names: Map<string, string>): (client: Pick<pg.ClientBase, "query">) => PgQuery {
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_PREPARED) return known;
    const name = `queue_${names.size}`;
    names.set(text, name);
    return name;
  };
  return (client) =>
    async (text, values = []) => {
      if (values.length > 0 || !text.includes(";")) {
        const name = nameOf(text);
        return await client.query({ ...(name !== undefined && { name }), text, values: [...values] });
      }
      // Several statements at once give several results.
      const result: pg.QueryResult | pg.QueryResult[] = await client.query(text);
      return { rows: [result].flat().flatMap(({ rows }) => rows) };
    };
}

function ignore(): void {}

async function repeatCollisions<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Error && "code" in error && COLLISIONS.has(error.code))) throw error;
      if (attempt === ATTEMPTS) {
        throw new QueueError(
          "ERR_QUEUE_BUSY",
          `The queue cannot be used: ${ATTEMPTS} transactions collided`,
          {
            hint: "Look for a process that keeps rows of the queue locked.",
            cause: error,
          },
        );
      }
      await setTimeout(Math.random() * 10 * attempt);
    }
  }
}
