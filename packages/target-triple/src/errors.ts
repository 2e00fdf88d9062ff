export type TargetErrorCode =
  | "ERR_TARGET_UNKNOWN"
  | "ERR_TARGET_UNKNOWN_DIALECT"
  | "ERR_TARGET_INVALID"
  | "ERR_TARGET_INCOMPLETE"
  | "ERR_TARGET_AMBIGUOUS"
  | "ERR_TARGET_DUPLICATE"
  | "ERR_TARGET_NODE_RANGE"
  | "ERR_TARGET_HOST";

/** What this package throws for bad input: `message` says what failed and why, `hint` the next step. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  readonly code: TargetErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: TargetErrorCode,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
