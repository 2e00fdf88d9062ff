import { DatabaseSync, type StatementSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { QueueError } from "../errors.js";
import type { Dialect, Row, SqlDatabase, SqlSession, SqlValue } from "../sql/database.js";
import { migrate, SCHEMA_VERSION } from "../sql/schema.js";
import { isBusy, sqliteFailure } from "./sqlite-failure.js";

/** "NWQ1": marks the file as a queue's, for `file` and for us. */
const APPLICATION_ID = 0x4e575131;

const DIALECT: Dialect = {
  // A transaction that writes has the whole database.
  forUpdate: "",
  skipLocked: "",
  among: (column, parameter) => `${column} IN (SELECT value FROM json_each(${parameter}))`,
  textOf: (column, parameter) => `${parameter} ->> CAST(${column} AS TEXT)`,
  changesInWith: false,
  settled: "TRUE",
};

const WORDS = {
  serial: "INTEGER PRIMARY KEY AUTOINCREMENT",
  transactionId: "txid INTEGER NOT NULL DEFAULT 0",
};

export interface SqliteDatabaseOptions {
  readonly path: string;
  /** How long to wait for another process's transaction before `ERR_QUEUE_BUSY`. */
  readonly busyTimeoutMs: number;
}

/** A file that many processes of one machine share: WAL, one connection that writes and one that reads. */
export async function openSqliteDatabase(options: SqliteDatabaseOptions): Promise<SqlDatabase> {
  const { path } = options;
  const connections: DatabaseSync[] = [];
  const connect = (): DatabaseSync => {
    const connection = new DatabaseSync(path, { timeout: 0 });
    connections.push(connection);
    return connection;
  };
  const closeAll = () => {
    for (const connection of connections) connection.close();
  };
  try {
    const writer = connect();
    await patiently(options, () => prepareFile(writer, path));
    const transaction = serialTransactions(writer, options);
    await transaction((session) => bringUpToDate(session, path));
    const reader = sessionOf(connect());
    return {
      transaction,
      read: async (work) => await work(reader).catch((error: unknown) => throwFailure(error, path)),
      close: async () => closeAll(),
    };
  } catch (error) {
    closeAll();
    throw sqliteFailure(error, path);
  }
}

/** Every commit is on the disk before it is answered: a job that was taken is not taken again after a power cut. */
function prepareFile(connection: DatabaseSync, path: string): void {
  const { application_id: id } = connection.prepare("PRAGMA application_id").get() as {
    application_id: number;
  };
  const { tables } = connection.prepare("SELECT COUNT(*) AS tables FROM sqlite_schema").get() as {
    tables: number;
  };
  if (id !== APPLICATION_ID && tables > 0) {
    throw new QueueError(
      "ERR_QUEUE_CORRUPT",
      `Queue ${path} cannot be used: it is the database of something else`,
      {
        hint: "Name another file; a queue makes its own.",
      },
    );
  }
  connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
}

async function bringUpToDate(session: SqlSession, path: string): Promise<void> {
  const [row] = await session.query("PRAGMA user_version");
  const version = Number(row?.user_version);
  if (version > SCHEMA_VERSION) {
    throw new QueueError(
      "ERR_QUEUE_SCHEMA_NEWER",
      `Queue ${path} cannot be used: its schema is version ${version}, this program knows ${SCHEMA_VERSION}`,
      { hint: "Update this program; nothing was changed." },
    );
  }
  if (version === SCHEMA_VERSION) return;
  await migrate(session, version, WORDS);
  await session.query(`PRAGMA application_id = ${APPLICATION_ID}`);
  await session.query(`PRAGMA user_version = ${SCHEMA_VERSION}`);
}

/** One transaction after the other: all of a process share the connection. */
function serialTransactions(
  connection: DatabaseSync,
  options: SqliteDatabaseOptions,
): SqlDatabase["transaction"] {
  const session = sessionOf(connection);
  let last: Promise<unknown> = Promise.resolve();
  const run = async <Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> => {
    await patiently(options, () => connection.exec("BEGIN IMMEDIATE"));
    try {
      const result = await work(session);
      connection.exec("COMMIT");
      return result;
    } catch (error) {
      if (connection.isTransaction) connection.exec("ROLLBACK");
      return throwFailure(error, options.path);
    }
  };
  return (work) => {
    const result = last.then(() => run(work));
    last = result.catch(() => undefined);
    return result;
  };
}

/** Tries again while others write, without holding up this process meanwhile. */
async function patiently({ path, busyTimeoutMs }: SqliteDatabaseOptions, work: () => void): Promise<void> {
  for (let waitedMs = 0; ; ) {
    try {
      work();
      return;
    } catch (error) {
      if (!isBusy(error) || waitedMs >= busyTimeoutMs) throw sqliteFailure(error, path);
      const waitMs = 1 + Math.random() * Math.min(20, 2 + waitedMs / 4);
      await setTimeout(waitMs);
      waitedMs += waitMs;
    }
  }
}

function sessionOf(connection: DatabaseSync): SqlSession {
  const statements = new Map<string, StatementSync>();
  const statement = (text: string): StatementSync => {
    const known = statements.get(text) ?? connection.prepare(text);
    statements.set(text, known);
    return known;
  };
  return {
    dialect: DIALECT,
    query: async (text, values = []): Promise<readonly Row[]> => statement(text).all(named(values)),
  };
}

/** `$1` is a name to SQLite. */
function named(values: readonly SqlValue[]): Record<string, SqlValue> {
  return Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
}

function throwFailure(error: unknown, path: string): never {
  throw sqliteFailure(error, path);
}
