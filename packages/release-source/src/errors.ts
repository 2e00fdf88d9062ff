export type SourceErrorCode =
  | "ERR_SOURCE_UNREACHABLE"
  | "ERR_SOURCE_OFFLINE"
  | "ERR_SOURCE_INDEX"
  | "ERR_SOURCE_NO_SHASUMS"
  | "ERR_SOURCE_UNSIGNED"
  | "ERR_SOURCE_SIGNATURE"
  | "ERR_SOURCE_SHASUMS"
  | "ERR_SOURCE_NO_ASSET"
  | "ERR_SOURCE_REGISTRY"
  | "ERR_SOURCE_NO_INTEGRITY"
  | "ERR_SOURCE_REGISTRY_SIGNATURE"
  | "ERR_SOURCE_CONFIG";

/** A source could not answer, or what it answered proves nothing. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly code: SourceErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: SourceErrorCode,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

const unanswered = new Set([
  "ERR_SOURCE_UNREACHABLE",
  "ERR_SOURCE_OFFLINE",
  "ERR_ARTIFACT_NETWORK",
  "ERR_ARTIFACT_TIMEOUT",
]);

/**
 * Whether an error says that a source gave no answer, as opposed to a wrong one. Only this, and an absence, may move
 * on to another source: a bad signature or digest from one source is never hidden by asking the next.
 */
export function isUnanswered(error: unknown): boolean {
  return unanswered.has(errorCode(error) ?? "");
}

const absences = new Set(["ERR_RELEASE_NOT_FOUND", "ERR_RELEASE_NO_BUILD", "ERR_SOURCE_NO_ASSET"]);

/** Whether an error says that a source answered, and has no such release or no build of it for the target. */
export function isAbsence(error: unknown): boolean {
  return absences.has(errorCode(error) ?? "");
}

/** The `code` of any house error, or of a system error (`ENOENT`). */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}

/** What an error says, for a message that goes on from it. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
