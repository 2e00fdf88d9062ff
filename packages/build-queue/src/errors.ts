/** What can go wrong in this package. */
export type QueueErrorCode =
  /** A request says what no job can be: an empty key, a payload that is no JSON, a cron expression of no kind. */
  | "ERR_QUEUE_REQUEST"
  /** A job, schedule or worker of that name is not in the queue. */
  | "ERR_QUEUE_NOT_FOUND"
  /** A job needs another that is neither in the queue nor earlier in the same push. */
  | "ERR_QUEUE_NEED_UNKNOWN"
  /** The job is in a state from which that is not possible. */
  | "ERR_QUEUE_STATE"
  /** The job is no longer held under this lease: it expired, or the job was cancelled. */
  | "ERR_QUEUE_LEASE_LOST"
  /** The database stayed locked by others, or its transactions kept colliding. */
  | "ERR_QUEUE_BUSY"
  /** The database was written by a newer version of this package. */
  | "ERR_QUEUE_SCHEMA_NEWER"
  /** The file is damaged, or no queue at all. */
  | "ERR_QUEUE_CORRUPT"
  /** The database cannot be reached, opened or written to. */
  | "ERR_QUEUE_UNAVAILABLE"
  /** The queue was used after `close()`. */
  | "ERR_QUEUE_CLOSED";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class QueueError extends Error {
  override readonly name = "QueueError";
  readonly code: QueueErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: QueueErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
