import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RecipeError } from "./errors.js";
import { sharedFiles } from "./load-recipe.js";
import { listFiles, recipeDigest } from "./recipe-digest.js";
import type { BuildRecipe, LegacyRecipe } from "./types.js";

/**
 * Copies a recipe, with what it shares, to where its build runs: what is changed in recipes/ meanwhile does not reach
 * a build that has begun.
 *
 * @throws RecipeError `ERR_RECIPE_CHANGED` when the folder is not what it was when it was loaded.
 */
export async function stageRecipe(recipe: BuildRecipe | LegacyRecipe, to: string): Promise<void> {
  const shared = recipe.data.kind === "build" ? sharedFiles(recipe.directory, recipe.data) : {};
  const files = (await listFiles(recipe.directory)).map((path) => [path, join(recipe.directory, path)]);
  await rm(to, { recursive: true, force: true });
  for (const [name = "", from = ""] of [
    ...files,
    ...Object.entries(shared).map(([it, path]) => [`shared/${it}`, path]),
  ]) {
    await mkdir(join(to, dirname(name)), { recursive: true });
    await cp(from, join(to, name));
  }
  if ((await recipeDigest(to)) === recipe.digest) return;
  throw new RecipeError("ERR_RECIPE_CHANGED", `${recipe.directory} has changed since it was read`, {
    hint: "queue the build again: the new recipe has another digest",
  });
}
