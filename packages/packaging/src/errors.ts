/** What can go wrong in this package. */
export type PackagingErrorCode =
  /** The text names no target, or a version that cannot be read. */
  | "ERR_PACKAGING_TARGET"
  /** A base binary's bytes changed after it was fetched, or it is none that can carry an app. */
  | "ERR_PACKAGING_BASE"
  /** The app cannot be found, or says too little of itself. */
  | "ERR_PACKAGING_INPUT"
  /** An executable cannot be written there. */
  | "ERR_PACKAGING_OUTPUT"
  /** An addon has no binary for a target. */
  | "ERR_PACKAGING_ADDON"
  /** The application in an executable was not packed by this package. */
  | "ERR_PACKAGING_NO_APP"
  /** A command that signs, or the executable in a trial, failed. */
  | "ERR_PACKAGING_COMMAND";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class PackagingError extends Error {
  override readonly name = "PackagingError";
  readonly code: PackagingErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: PackagingErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}

/** The `code` of a house error or of a system error such as `ENOENT`; undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
