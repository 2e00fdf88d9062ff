export type { SourceArchive } from "./build-plan.js";
export type { PhaseRecord } from "./build-state.js";
export { checkRecipe } from "./check-recipe.js";
export type { BuildOutput } from "./collect-outputs.js";
export {
  compareOutputs,
  type EntryDifference,
  type OutputComparison,
  type OutputsReport,
} from "./compare-outputs.js";
export { type FailureClass, RecipeError, type RecipeErrorCode } from "./errors.js";
export {
  type FetchedSource,
  type FetchSourceOptions,
  fetchSource,
  type SourceEvidence,
} from "./fetch-source.js";
export { checkGates, type GateVerdict } from "./gates.js";
export { listRecipes, loadRecipe } from "./load-recipe.js";
export { type PackStandInOptions, packStandInSource } from "./pack-stand-in.js";
export { type ResolvedDependency, resolvedDependencies } from "./provenance.js";
export { recipeDigest } from "./recipe-digest.js";
export { recipeReadme, recipesTable } from "./recipe-readme.js";
export { type BuildRecord, type RunRecipeOptions, runRecipe } from "./run-recipe.js";
export { chooseRunner, createRunner, type OpenRunnerOptions, runnerNames } from "./runners/open-runner.js";
export type { LogChunk, LogSink, PreparedBase, Runner, RunnerName } from "./runners/runner.js";
export { parseRecipe } from "./schema.js";
export {
  type RunnerProperty,
  type RunnerTest,
  type TestRunnerOptions,
  testRunner,
} from "./test-runner.js";
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
