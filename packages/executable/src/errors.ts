/** What can go wrong in this package. */
export type ExecutableErrorCode =
  /** The file cannot be opened or read; `cause` is the system's error. */
  | "ERR_EXECUTABLE_UNREADABLE"
  /** No ELF, PE, Mach-O or XCOFF file; the message says what it looks like instead. */
  | "ERR_EXECUTABLE_UNKNOWN_FORMAT"
  /** The headers contradict themselves, or point outside the file (it was cut short). */
  | "ERR_EXECUTABLE_MALFORMED"
  /** A sound binary, but for another target. */
  | "ERR_EXECUTABLE_WRONG_TARGET";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class ExecutableError extends Error {
  override readonly name = "ExecutableError";
  readonly code: ExecutableErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: ExecutableErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
