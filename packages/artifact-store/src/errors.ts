/** Every way in which this package fails. README.md says cause and remedy of each. */
export type ArtifactErrorCode =
  | "ERR_ARTIFACT_ABORTED"
  | "ERR_ARTIFACT_CORRUPT"
  | "ERR_ARTIFACT_CREDENTIALS"
  | "ERR_ARTIFACT_DIGEST"
  | "ERR_ARTIFACT_DISK_FULL"
  | "ERR_ARTIFACT_EXISTS"
  | "ERR_ARTIFACT_FORMAT"
  | "ERR_ARTIFACT_HTTP"
  | "ERR_ARTIFACT_IO"
  | "ERR_ARTIFACT_KEY"
  | "ERR_ARTIFACT_LIMIT"
  | "ERR_ARTIFACT_LOCATION"
  | "ERR_ARTIFACT_LOCKED"
  | "ERR_ARTIFACT_NETWORK"
  | "ERR_ARTIFACT_NOT_ARCHIVE"
  | "ERR_ARTIFACT_NOT_FOUND"
  | "ERR_ARTIFACT_PERMISSION"
  | "ERR_ARTIFACT_READ_ONLY"
  | "ERR_ARTIFACT_REDIRECT"
  | "ERR_ARTIFACT_SIZE"
  | "ERR_ARTIFACT_TIMEOUT"
  | "ERR_ARTIFACT_TRUNCATED"
  | "ERR_ARTIFACT_UNSAFE_ENTRY"
  | "ERR_ARTIFACT_UNSUPPORTED";

export interface ArtifactErrorDetails {
  /** The next step for the reader of the message. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  /** The URL that failed, credentials redacted. */
  readonly url?: string | undefined;
  /** The file, directory or archive entry that failed. */
  readonly path?: string | undefined;
  /** The HTTP status that the server answered with. */
  readonly status?: number | undefined;
  /** How long the server asked to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

/** The only error that this package throws for bad input or a bad day; misuse is a `TypeError`. */
export class ArtifactError extends Error {
  override readonly name = "ArtifactError";
  readonly code: ArtifactErrorCode;
  readonly hint: string | undefined;
  readonly url: string | undefined;
  readonly path: string | undefined;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ArtifactErrorCode, message: string, details: ArtifactErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.url = details.url;
    this.path = details.path;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}
