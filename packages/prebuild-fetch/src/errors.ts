/** Every way in which this package fails. README.md says cause and remedy of each. */
export type PrebuildErrorCode =
  | "ERR_PREBUILD_CONFIG"
  | "ERR_PREBUILD_HOST"
  | "ERR_PREBUILD_INCOMPLETE"
  | "ERR_PREBUILD_NODE_API"
  | "ERR_PREBUILD_RUNTIME"
  | "ERR_PREBUILD_TARGET"
  | "ERR_PREBUILD_TEMPLATE";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class PrebuildError extends Error {
  override readonly name = "PrebuildError";
  readonly code: PrebuildErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: PrebuildErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
