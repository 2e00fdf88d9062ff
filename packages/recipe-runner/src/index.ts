export type { SourceArchive } from "./build-plan.js";
export type { PhaseRecord } from "./build-state.js";
export type { BuildOutput } from "./collect-outputs.js";
export { type FailureClass, RecipeError, type RecipeErrorCode } from "./errors.js";
export { checkGates, type GateVerdict } from "./gates.js";
export { listRecipes, loadRecipe } from "./load-recipe.js";
export { type PackStandInOptions, packStandInSource } from "./pack-stand-in.js";
export { recipeDigest } from "./recipe-digest.js";
export { type BuildRecord, type RunRecipeOptions, runRecipe } from "./run-recipe.js";
export { chooseRunner, createRunner, type OpenRunnerOptions, runnerNames } from "./runners/open-runner.js";
export type { LogChunk, LogSink, PreparedBase, Runner, RunnerName } from "./runners/runner.js";
export { parseRecipe } from "./schema.js";
export type {
  BuildRecipe,
  BuildRecipeData,
  LegacyRecipe,
  Recipe,
  RecipeBase,
  RecipeData,
  RecipeGate,
  RecipeLimits,
  RecipePhase,
  SourceRecipe,
  SourceRecipeData,
} from "./types.js";
