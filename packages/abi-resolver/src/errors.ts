export type AbiErrorCode =
  /** Not a version: `major.minor.patch`, with or without `v`, a pre-release and a build. */
  | "ERR_ABI_INVALID_VERSION"
  /** A runtime that has no table here. */
  | "ERR_ABI_UNKNOWN_RUNTIME"
  /** No ABI is known for the version, or no version for the ABI. */
  | "ERR_ABI_UNKNOWN"
  /** A row given to `createAbiTable` has no version, or a `modules` that is no ABI. */
  | "ERR_ABI_INVALID_ROW"
  /** A node-pre-gyp template with too many open places to read names by. */
  | "ERR_ABI_INVALID_TEMPLATE";

/** The one error of this package. */
export class AbiError extends Error {
  override readonly name = "AbiError";
  readonly code: AbiErrorCode;
  /** The next step. */
  readonly hint: string | undefined;

  constructor(code: AbiErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** A value of any kind as a message shows it. */
export function quote(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 80));
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
