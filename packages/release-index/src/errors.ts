/** What can go wrong, for programs. */
export type ReleaseIndexErrorCode =
  /** An index (index.json, index.tab) cannot be read. */
  | "ERR_RELEASE_INDEX"
  /** A text is not a Node.js version. */
  | "ERR_RELEASE_VERSION"
  /** A version word cannot be read in its dialect, or names no release there. */
  | "ERR_RELEASE_SPEC"
  /** The version word is understood; no release of the index is meant by it. */
  | "ERR_RELEASE_NOT_FOUND"
  /** The release exists, but not for the target asked for. */
  | "ERR_RELEASE_NO_BUILD"
  /** A release schedule cannot be read. */
  | "ERR_RELEASE_SCHEDULE"
  /** A version file (.nvmrc, package.json, …) cannot be read. */
  | "ERR_RELEASE_VERSION_FILE"
  /** An index could not be fetched, and no older copy is at hand. */
  | "ERR_RELEASE_FETCH";

/** Every error of this package: the message says what failed and why, `hint` the next step. */
export class ReleaseIndexError extends Error {
  override readonly name = "ReleaseIndexError";
  readonly code: ReleaseIndexErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: ReleaseIndexErrorCode,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
