/** Every way in which this package fails. README.md says cause and remedy of each. */
export type PrebuildErrorCode =
  | "ERR_PREBUILD_ABORTED"
  | "ERR_PREBUILD_CONFIG"
  | "ERR_PREBUILD_CORRUPT"
  | "ERR_PREBUILD_EXISTS"
  | "ERR_PREBUILD_FETCH"
  | "ERR_PREBUILD_HOST"
  | "ERR_PREBUILD_INCOMPATIBLE"
  | "ERR_PREBUILD_INCOMPLETE"
  | "ERR_PREBUILD_INTEGRITY"
  | "ERR_PREBUILD_MANIFEST"
  | "ERR_PREBUILD_NODE_API"
  | "ERR_PREBUILD_NOT_FOUND"
  | "ERR_PREBUILD_PACK"
  | "ERR_PREBUILD_RUNTIME"
  | "ERR_PREBUILD_SIGNATURE"
  | "ERR_PREBUILD_TARGET"
  | "ERR_PREBUILD_TEMPLATE"
  | "ERR_PREBUILD_UNVERIFIED"
  | "ERR_PREBUILD_WRITE";

export interface PrebuildErrorDetails {
  /** The next step. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  /** The address that failed, credentials redacted. */
  readonly url?: string | undefined;
  /** The HTTP status that the server answered with. */
  readonly status?: number | undefined;
}

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class PrebuildError extends Error {
  override readonly name = "PrebuildError";
  readonly code: PrebuildErrorCode;
  readonly hint: string | undefined;
  readonly url: string | undefined;
  readonly status: number | undefined;

  constructor(code: PrebuildErrorCode, message: string, details: PrebuildErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.url = details.url;
    this.status = details.status;
  }
}
