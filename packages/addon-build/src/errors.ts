/** What can go wrong in this package. */
export type AddonBuildErrorCode =
  /** The recipe in `binary.build` is not one. */
  | "ERR_ADDON_RECIPE"
  /** There is neither a recipe nor a binding.gyp, or what there is cannot be built for the target. */
  | "ERR_ADDON_SOURCES"
  /** No compiler for the target is installed, or what is installed is too old for it. */
  | "ERR_ADDON_TOOLCHAIN"
  /** A compiler, a linker or node-gyp failed; the message has the command and what it printed. */
  | "ERR_ADDON_COMPILE"
  /** What was built is not for the target, or needs a newer glibc than was chosen. */
  | "ERR_ADDON_RESULT"
  /** What was built does not load in a Node.js of its target. */
  | "ERR_ADDON_LOAD";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class AddonBuildError extends Error {
  override readonly name = "AddonBuildError";
  readonly code: AddonBuildErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: AddonBuildErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
