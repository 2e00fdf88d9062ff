export { QueueError, type QueueErrorCode } from "./errors.js";
export { openQueue, type QueueOptions } from "./open-queue.js";
export type { JobQueue } from "./queue.js";
export {
  DEFAULT_RETRY_POLICY,
  FAILURE_CLASSES,
  type FailureClass,
  type RetryPolicy,
  type RetryRule,
} from "./retry-policy.js";
export { openSqliteQueue, type SqliteQueueOptions } from "./sqlite/open-sqlite-queue.js";
export { JOB_STATES, type JobState, TRANSITIONS } from "./states.js";
export type * from "./types.js";
