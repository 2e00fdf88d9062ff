import { logPath, parseFarmJob } from "@nodewright/build-farm";
import type { Job } from "@nodewright/build-queue";

/** A job as the JSON API has it. */
export interface PublicJob {
  readonly id: number;
  readonly kind: string;
  readonly state: Job["state"];
  readonly version: string;
  readonly recipe: string;
  readonly revision: number;
  readonly priority: number;
  readonly attempts: number;
  readonly failureClass: string | null;
  readonly reason: string | null;
  readonly worker: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Where its log is, or will be. */
  readonly log: string;
}

export function publicJob(job: Job): PublicJob {
  const { version, recipe, revision } = parseFarmJob(job);
  const { id, kind, state, priority, attempts } = job;
  return {
    ...{ id, kind, state, version, recipe, revision, priority, attempts },
    failureClass: job.failureClass ?? null,
    reason: job.reason ?? null,
    worker: job.worker ?? null,
    createdAt: job.createdAt.toISOString(),
    changedAt: job.changedAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    endedAt: job.endedAt?.toISOString() ?? null,
    log: `/${logPath(job)}`,
  };
}
