/** Every way in which this package fails. README.md says cause and remedy of each. */
export type PublishErrorCode =
  /** A published name with other bytes. */
  | "ERR_PUBLISH_CONFLICT"
  /** A file name that is none of the release's. */
  | "ERR_PUBLISH_NAME"
  /** A file is missing, or has other bytes than were announced. */
  | "ERR_PUBLISH_ARTIFACT"
  /** The tree on the disk contradicts itself, or what its own key has signed. */
  | "ERR_PUBLISH_TREE"
  /** A key cannot be used. */
  | "ERR_PUBLISH_KEY";

/** The only error that this package throws for bad input or a bad day. */
export class PublishError extends Error {
  override readonly name = "PublishError";
  readonly code: PublishErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: PublishErrorCode,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
