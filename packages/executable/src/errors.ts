/** What can go wrong in this package. */
export type ExecutableErrorCode =
  /** The file cannot be opened or read; `cause` is the system's error. */
  | "ERR_EXECUTABLE_UNREADABLE"
  /** No ELF, PE, Mach-O or XCOFF file; the message says what it looks like instead. */
  | "ERR_EXECUTABLE_UNKNOWN_FORMAT"
  /** The headers contradict themselves, or point outside the file (it was cut short). */
  | "ERR_EXECUTABLE_MALFORMED"
  /** A sound binary, but for another target. */
  | "ERR_EXECUTABLE_WRONG_TARGET"
  /** No Node.js is in the binary. */
  | "ERR_EXECUTABLE_NOT_NODE"
  /** A Node.js that cannot become a single executable application: too old, or built without that. */
  | "ERR_EXECUTABLE_NO_FUSE"
  /** The binary carries an application already. */
  | "ERR_EXECUTABLE_ALREADY_INJECTED"
  /** Somebody's signature is on the binary, which any change makes void. */
  | "ERR_EXECUTABLE_SIGNED"
  /** The binary, or the Node.js in it, has no place for what is asked; the message says for what. */
  | "ERR_EXECUTABLE_UNSUPPORTED"
  /** The bytes are no SEA blob, or one for another Node.js. */
  | "ERR_EXECUTABLE_BLOB"
  /** No application is in the binary. */
  | "ERR_EXECUTABLE_NO_BLOB"
  /** The record of a base binary is of another file, or of another version of this package. */
  | "ERR_EXECUTABLE_STALE_ANALYSIS"
  /** The output cannot be written; `cause` is the system's error. */
  | "ERR_EXECUTABLE_UNWRITABLE"
  /** An icon that is none, or a version that is none. */
  | "ERR_EXECUTABLE_INVALID_RESOURCE";

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
