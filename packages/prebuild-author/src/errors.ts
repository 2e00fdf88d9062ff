/** What can go wrong in this package. */
export type PrebuildAuthorErrorCode =
  /** There is no package.json, or it cannot be used; the message says what is missing. */
  | "ERR_AUTHOR_PROJECT"
  /** Two targets of the matrix would be packed under one name. */
  | "ERR_AUTHOR_NAMES"
  /** A Node.js that was named for running addons is none. */
  | "ERR_AUTHOR_NODE"
  /** There are no packed prebuilds to make packages of, or they are not of this version. */
  | "ERR_AUTHOR_PREBUILDS"
  /** npm could not say what the main package holds. */
  | "ERR_AUTHOR_PACK"
  /** What a package would be written to holds something else. */
  | "ERR_AUTHOR_DESTINATION";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class PrebuildAuthorError extends Error {
  override readonly name = "PrebuildAuthorError";
  readonly code: PrebuildAuthorErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: PrebuildAuthorErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
