export type LockErrorCode =
  | "ERR_LOCK_FILE"
  | "ERR_LOCK_STALE"
  | "ERR_LOCK_TARGET"
  | "ERR_LOCK_ORIGIN"
  | "ERR_LOCK_SOURCE";

/** A lockfile cannot be read, made or used. */
export class LockError extends Error {
  override readonly name = "LockError";
  readonly code: LockErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: LockErrorCode,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
