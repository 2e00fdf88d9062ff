/** Every state of a job. `blocked` waits for other jobs, `delayed` for a time; the last four are ends. */
export const JOB_STATES = [
  "blocked",
  "delayed",
  "queued",
  "leased",
  "succeeded",
  "failed",
  "cancelled",
  "superseded",
] as const;

export type JobState = (typeof JOB_STATES)[number];

/** What a job can become: every change of state in this package is one of these. */
export const TRANSITIONS: Readonly<Record<JobState, readonly JobState[]>> = {
  blocked: ["queued", "delayed", "cancelled", "superseded"],
  delayed: ["queued", "cancelled", "superseded"],
  queued: ["leased", "cancelled", "superseded"],
  leased: ["succeeded", "failed", "queued", "delayed", "cancelled"],
  succeeded: [],
  failed: ["queued", "blocked", "superseded"],
  cancelled: ["queued", "blocked"],
  superseded: ["queued", "blocked"],
};
