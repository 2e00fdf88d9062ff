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

  constructor(code: SourceErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

const unreachable = new Set(["ERR_SOURCE_UNREACHABLE", "ERR_ARTIFACT_NETWORK", "ERR_ARTIFACT_TIMEOUT"]);

/**
 * Whether an error says that nobody answered, as opposed to a wrong answer. Only this may move on to another
 * source: a bad signature or digest from one source is never hidden by asking the next.
 */
export function isUnreachable(error: unknown): boolean {
  return unreachable.has(errorCode(error) ?? "");
}

/** The `code` of any house error. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}
