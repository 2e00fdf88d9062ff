import { QueueError } from "../errors.js";
import type { Dialect, SqlDatabase, SqlSession } from "../sql/database.js";
import { migrate, SCHEMA_VERSION } from "../sql/schema.js";
import type { PgConnections, PgQuery } from "./pg-connections.js";
import { pgFailure } from "./pg-failure.js";

const DIALECT: Dialect = {
  forUpdate: " FOR UPDATE",
  skipLocked: " FOR UPDATE SKIP LOCKED",
  among: (column, parameter, type) => {
    const cast = type === "integer" ? "::bigint" : "";
    return `${column} = ANY(ARRAY(SELECT json_array_elements_text(${parameter}::json)${cast}))`;
  },
  textOf: (column, parameter) => `${parameter}::json ->> ${column}::text`,
  changesInWith: true,
  settled: "t.txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
};

const WORDS = {
  serial: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
  transactionId: "txid BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)",
};

/** The queue's tables in a schema of a PostgreSQL, made or brought up to date. */
export async function openPgDatabase(connections: PgConnections, schema: string): Promise<SqlDatabase> {
  const reader = sessionOf(connections.query);
  const database: SqlDatabase = {
    transaction: (work) => connections.transaction((query) => work(sessionOf(query))).catch(throwFailure),
    read: (work) => work(reader).catch(throwFailure),
    close: () => connections.close(),
  };
  await database.transaction((session) => bringUpToDate(session, schema));
  return database;
}

/** One process after the other: those that start together do not both make the tables. */
async function bringUpToDate(session: SqlSession, schema: string): Promise<void> {
  await session.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`nodewright ${schema}`]);
  await session.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await session.query("CREATE TABLE IF NOT EXISTS queue_schema (version INTEGER NOT NULL)");
  const [row] = await session.query("SELECT version FROM queue_schema");
  const version = Number(row?.version ?? 0);
  if (version > SCHEMA_VERSION) {
    throw new QueueError(
      "ERR_QUEUE_SCHEMA_NEWER",
      `Queue ${schema} cannot be used: its schema is version ${version}, this program knows ${SCHEMA_VERSION}`,
      { hint: "Update this program; nothing was changed." },
    );
  }
  if (version === SCHEMA_VERSION) return;
  await migrate(session, version, WORDS);
  await session.query("DELETE FROM queue_schema");
  await session.query("INSERT INTO queue_schema (version) VALUES ($1)", [SCHEMA_VERSION]);
}

function sessionOf(query: PgQuery): SqlSession {
  return { dialect: DIALECT, query: async (text, values) => (await query(text, values)).rows };
}

function throwFailure(error: unknown): never {
  throw pgFailure(error);
}
