import type { SqlSession } from "./database.js";

/** Words of the two SQLs for a key that the database gives. */
export interface SchemaWords {
  readonly serial: string;
  /** A column that says which transaction wrote the row, where rows of several come in any order. */
  readonly transactionId: string;
}

/** Each entry takes the schema one version further; those that were released never change. */
const MIGRATIONS: readonly ((words: SchemaWords) => readonly string[])[] = [
  ({ serial, transactionId }) => [
    `CREATE TABLE queue_routes (
      route TEXT PRIMARY KEY, job_group TEXT, requires TEXT NOT NULL)`,
    `CREATE TABLE queue_jobs (
      id ${serial}, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, subject TEXT, job_group TEXT,
      state TEXT NOT NULL, priority INTEGER NOT NULL, requires TEXT NOT NULL, route TEXT NOT NULL,
      payload TEXT NOT NULL, result TEXT NOT NULL DEFAULT 'null', needs TEXT NOT NULL, needs_left INTEGER NOT NULL,
      retry TEXT NOT NULL, failures TEXT NOT NULL DEFAULT '{}', failure_class TEXT, reason TEXT,
      token INTEGER NOT NULL DEFAULT 0, worker TEXT, ready BIGINT NOT NULL DEFAULT 0, not_before BIGINT,
      due_at BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, started_at BIGINT, ended_at BIGINT)`,
    "CREATE INDEX queue_jobs_ready ON queue_jobs (route, priority DESC, ready, id) WHERE state = 'queued'",
    "CREATE INDEX queue_jobs_due ON queue_jobs (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX queue_jobs_state ON queue_jobs (state, id)",
    "CREATE INDEX queue_jobs_subject ON queue_jobs (subject, kind) WHERE subject IS NOT NULL",
    `CREATE TABLE queue_needs (
      job_id BIGINT NOT NULL, need_id BIGINT NOT NULL, PRIMARY KEY (job_id, need_id))`,
    "CREATE INDEX queue_needs_need ON queue_needs (need_id)",
    `CREATE TABLE queue_transitions (
      id ${serial}, ${transactionId}, job_id BIGINT NOT NULL, from_state TEXT, to_state TEXT NOT NULL,
      at BIGINT NOT NULL, actor TEXT NOT NULL, reason TEXT, failure_class TEXT, token INTEGER NOT NULL)`,
    "CREATE INDEX queue_transitions_feed ON queue_transitions (txid, id)",
    "CREATE INDEX queue_transitions_job ON queue_transitions (job_id, id)",
    `CREATE TABLE queue_workers (
      name TEXT PRIMARY KEY, labels TEXT NOT NULL, draining INTEGER NOT NULL, seen_at BIGINT NOT NULL)`,
    `CREATE TABLE queue_pauses (
      job_group TEXT PRIMARY KEY, since BIGINT NOT NULL, actor TEXT NOT NULL, reason TEXT)`,
    `CREATE TABLE queue_schedules (
      name TEXT PRIMARY KEY, cron TEXT NOT NULL, time_zone TEXT NOT NULL, job TEXT NOT NULL,
      next_at BIGINT NOT NULL)`,
  ],
];

/** The version of the schema that this package writes. */
export const SCHEMA_VERSION: number = MIGRATIONS.length;

/** Takes a schema from one version to the present one, inside the caller's transaction. */
export async function migrate(session: SqlSession, from: number, words: SchemaWords): Promise<void> {
  for (const statements of MIGRATIONS.slice(from)) {
    for (const statement of statements(words)) await session.query(statement);
  }
}
