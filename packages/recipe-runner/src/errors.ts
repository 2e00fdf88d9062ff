/** What can go wrong in this package. */
export type RecipeErrorCode =
  /** A recipe's folder is missing, or its data is not a recipe; the message names the key at fault. */
  | "ERR_RECIPE_INVALID"
  /** A gate keeps the recipe from building this version. */
  | "ERR_RECIPE_GATED"
  /** The recipe's folder is not what it was when its digest was taken. */
  | "ERR_RECIPE_CHANGED"
  /** The source is not there, or nothing that is trusted vouches for it. */
  | "ERR_RECIPE_SOURCE"
  /** No runner is usable here, or the one that was asked for is not, or it failed. */
  | "ERR_RECIPE_RUNNER"
  /** The image of the recipe could not be built. */
  | "ERR_RECIPE_IMAGE"
  /** A phase ended with another exit code than 0. */
  | "ERR_RECIPE_BUILD"
  /** A phase used more memory than its limit. */
  | "ERR_RECIPE_MEMORY"
  /** A phase took longer than its limit. */
  | "ERR_RECIPE_TIMEOUT"
  /** A phase printed nothing for longer than its limit. */
  | "ERR_RECIPE_SILENT"
  /** The outputs are not those that the recipe promises. */
  | "ERR_RECIPE_OUTPUTS"
  /** What was built does not do what a smoke test asks of it. */
  | "ERR_RECIPE_SMOKE"
  /** The caller's signal fired. */
  | "ERR_RECIPE_CANCELLED";

/**
 * Who can help: `build` the recipe or the source, and doing the same again helps nobody; `infra` this machine or its
 * network, and another try may succeed; `cancelled` nobody.
 */
export type FailureClass = "build" | "infra" | "cancelled";

const INFRA: ReadonlySet<RecipeErrorCode> = new Set([
  "ERR_RECIPE_CHANGED",
  "ERR_RECIPE_SOURCE",
  "ERR_RECIPE_RUNNER",
  "ERR_RECIPE_IMAGE",
]);

/** The one error class of this package: `code` for programs, `message` and `hint` for people. */
export class RecipeError extends Error {
  override readonly name = "RecipeError";
  readonly code: RecipeErrorCode;
  readonly hint: string | undefined;
  /** The phase that failed, once one had begun. */
  readonly phase: string | undefined;

  constructor(
    code: RecipeErrorCode,
    message: string,
    {
      hint,
      cause,
      phase,
    }: { readonly hint?: string; readonly cause?: unknown; readonly phase?: string } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
    this.phase = phase;
  }

  get failureClass(): FailureClass {
    if (this.code === "ERR_RECIPE_CANCELLED") return "cancelled";
    return INFRA.has(this.code) ? "infra" : "build";
  }
}
