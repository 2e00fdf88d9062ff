export type InstallErrorCode =
  | "ERR_INSTALL_NO_SOURCE"
  | "ERR_INSTALL_UNSIGNED"
  | "ERR_INSTALL_DESTINATION"
  | "ERR_INSTALL_INCOMPLETE"
  | "ERR_INSTALL_DIGEST"
  | "ERR_INSTALL_WRONG_BINARY"
  | "ERR_INSTALL_DOES_NOT_RUN"
  | "ERR_INSTALL_NOT_FOUND"
  | "ERR_INSTALL_OFFLINE"
  | "ERR_INSTALL_CANNOT_BUILD"
  | "ERR_INSTALL_BUILD_FAILED"
  | "ERR_INSTALL_COMMAND";

/** An install could not be made, found, run or removed; what was there before is still there. */
export class InstallError extends Error {
  override readonly name = "InstallError";
  readonly code: InstallErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: InstallErrorCode,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** The `code` of a house error or of a system error such as `ENOENT`; undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}

/** What an error says, for a message that goes on from it. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
