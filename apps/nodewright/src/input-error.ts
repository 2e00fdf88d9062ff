/** A file named on the command line cannot be read. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code = "ERR_INPUT";
  readonly hint = "check the path and its permissions";
}
