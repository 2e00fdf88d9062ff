/** Every way in which this package fails. README.md says cause and remedy of each. */
export type FarmErrorCode =
  /** A folder is no farm, or its farm.json cannot be used. */
  | "ERR_FARM_CONFIG"
  /** A farm is there already. */
  | "ERR_FARM_EXISTS"
  /** There is no such recipe, or it does not build the version. */
  | "ERR_FARM_RECIPE"
  /** The upstream has no such release, or cannot be read. */
  | "ERR_FARM_UPSTREAM"
  /** What was built is not fit to be published. */
  | "ERR_FARM_REJECTED"
  /** The keys are not here: this machine does not promote. */
  | "ERR_FARM_KEYS"
  /** An artifact is not in the store, or has other bytes than were recorded. */
  | "ERR_FARM_ARTIFACT"
  /** Too little space is left. */
  | "ERR_FARM_SPACE";

/** `infra`: another try may succeed; `build`: doing the same again helps nobody. */
export type FarmFailureClass = "infra" | "build";

const INFRA: ReadonlySet<FarmErrorCode> = new Set([
  "ERR_FARM_UPSTREAM",
  "ERR_FARM_KEYS",
  "ERR_FARM_ARTIFACT",
  "ERR_FARM_SPACE",
]);

/** The only error that this package throws for bad input or a bad day. */
export class FarmError extends Error {
  override readonly name = "FarmError";
  readonly code: FarmErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: FarmErrorCode,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }

  get failureClass(): FarmFailureClass {
    return INFRA.has(this.code) ? "infra" : "build";
  }
}
