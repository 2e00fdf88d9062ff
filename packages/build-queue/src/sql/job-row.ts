import type { FailureClass, RetryPolicy } from "../retry-policy.js";
import type { JobState } from "../states.js";
import type { Job, Json } from "../types.js";
import type { Row } from "./database.js";

/** A row of `queue_jobs` as both engines keep it: times in milliseconds, JSON as text. */
export interface JobRow {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly job_group: string | null;
  readonly state: JobState;
  readonly priority: number;
  readonly requires: string;
  readonly route: string;
  readonly payload: string;
  readonly result: string;
  readonly needs: string;
  readonly needs_left: number;
  readonly retry: string;
  readonly failures: string;
  readonly failure_class: FailureClass | null;
  readonly reason: string | null;
  readonly token: number;
  readonly worker: string | null;
  readonly ready: number;
  readonly not_before: number | null;
  readonly due_at: number | null;
  readonly created_at: number;
  readonly changed_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
}

const NUMBERS = ["id", "priority", "needs_left", "token", "ready", "created_at", "changed_at"] as const;
const TIMES = ["not_before", "due_at", "started_at", "ended_at"] as const;

/** PostgreSQL's drivers give 64-bit integers as text. */
export function toJobRow(row: Row): JobRow {
  const numbers = NUMBERS.map((name) => [name, Number(row[name])]);
  const times = TIMES.map((name) => [name, row[name] === null ? null : Number(row[name])]);
  return { ...row, ...Object.fromEntries([...numbers, ...times]) } as JobRow;
}

export function toJob(row: JobRow): Job {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    subject: row.subject ?? undefined,
    group: row.job_group ?? undefined,
    state: row.state,
    priority: row.priority,
    requires: JSON.parse(row.requires),
    needs: JSON.parse(row.needs),
    payload: JSON.parse(row.payload),
    result: JSON.parse(row.result),
    attempts: row.token,
    failures: failuresOf(row),
    failureClass: row.failure_class ?? undefined,
    reason: row.reason ?? undefined,
    worker: row.worker ?? undefined,
    dueAt: toDate(row.due_at),
    createdAt: new Date(row.created_at),
    changedAt: new Date(row.changed_at),
    startedAt: toDate(row.started_at),
    endedAt: toDate(row.ended_at),
  };
}

export function failuresOf(row: JobRow): Partial<Record<FailureClass, number>> {
  return JSON.parse(row.failures);
}

export function retryPolicyOf(row: JobRow): RetryPolicy {
  return JSON.parse(row.retry);
}

export function jsonText(value: Json | undefined): string {
  return JSON.stringify(value ?? null);
}

function toDate(time: number | null): Date | undefined {
  return time === null ? undefined : new Date(time);
}
