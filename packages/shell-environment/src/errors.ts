export type ShellErrorCode = "ERR_SHELL_VALUE" | "ERR_SHELL_GITHUB";

/** A value cannot be handed to a shell. */
export class ShellError extends Error {
  override readonly name = "ShellError";
  readonly code: ShellErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: ShellErrorCode,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
