/** Which kind of failure a {@link GpgError} is. Stable: test by it, never by the message. */
export type GpgErrorCode =
  /** A list of digests is not one: see `line`. */
  | "ERR_GPG_SHASUMS"
  /** Armor or packets are damaged. */
  | "ERR_GPG_MALFORMED"
  /** Well-formed OpenPGP that this verifier does not implement. */
  | "ERR_GPG_UNSUPPORTED"
  /** There is no signature where one was expected. */
  | "ERR_GPG_UNSIGNED"
  /** A public or private key cannot be used. */
  | "ERR_GPG_KEY"
  /** A keyring table contradicts itself or has the wrong shape. */
  | "ERR_GPG_KEYRING"
  /** A digest was asked of a verdict that is not `valid`. */
  | "ERR_GPG_NOT_VALID"
  /** The signed list does not name the file. */
  | "ERR_GPG_NOT_LISTED"
  /** A file could not be read. */
  | "ERR_GPG_FILE";

export interface GpgErrorDetails {
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  readonly line?: number | undefined;
}

/** Every failure that this package throws on purpose. What a stranger's bytes cause is a verdict instead. */
export class GpgError extends Error {
  override readonly name = "GpgError";
  readonly code: GpgErrorCode;
  /** The next step for the person who reads the message. */
  readonly hint: string | undefined;
  /** 1-based line of a list of digests. */
  readonly line: number | undefined;

  constructor(code: GpgErrorCode, message: string, { hint, cause, line }: GpgErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
    this.line = line;
  }
}
