/** What can go wrong in this package. */
export type SourceBuildErrorCode =
  /** The directory for temporary files cannot be written to, or holds no executables. */
  | "ERR_BUILD_TMPDIR"
  /** A package could not be fetched, built or installed; the log says more. */
  | "ERR_BUILD_FAILED"
  /** A program that the build cannot do without is not installed. */
  | "ERR_BUILD_TOOL";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class SourceBuildError extends Error {
  override readonly name = "SourceBuildError";
  readonly code: SourceBuildErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: SourceBuildErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
