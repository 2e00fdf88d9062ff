/** What can go wrong in this package. */
export type ArchiveErrorCode =
  /** The bytes are no archive, or were cut or changed. */
  | "ERR_ARCHIVE_MALFORMED"
  /** The script that starts the app is no file. */
  | "ERR_ARCHIVE_ENTRY"
  /** A run of the app that was to be recorded used none of its files. */
  | "ERR_ARCHIVE_RECORD"
  /** A path that leaves the archive, or two files at one path. */
  | "ERR_ARCHIVE_PATH"
  /** A file's bytes are not those that were packed. */
  | "ERR_ARCHIVE_DIGEST";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly code: ArchiveErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: ArchiveErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
