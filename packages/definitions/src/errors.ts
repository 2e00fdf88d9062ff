/** What can go wrong in this package. */
export type DefinitionErrorCode =
  /** The text is neither JSON nor YAML. */
  | "ERR_DEFINITION_SYNTAX"
  /** The text is well-formed but no definition; the message names the key at fault. */
  | "ERR_DEFINITION_SCHEMA"
  /** node-build's language cannot say this definition. */
  | "ERR_DEFINITION_EXPORT"
  /** A release list has neither source nor binaries to make a definition of. */
  | "ERR_DEFINITION_EMPTY"
  /** The index of a channel has no row that the channel asks for. */
  | "ERR_DEFINITION_CHANNEL";

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class DefinitionError extends Error {
  override readonly name = "DefinitionError";
  readonly code: DefinitionErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: DefinitionErrorCode,
    message: string,
    { hint, cause }: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
