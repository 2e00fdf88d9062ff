import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { RecipeError } from "./errors.js";
import { recipeDigest } from "./recipe-digest.js";
import { parseRecipe } from "./schema.js";
import type { Recipe, RecipeData } from "./types.js";

/**
 * Reads a recipe's folder: one with recipe.json, or one of unofficial-builds with Dockerfile and run.sh.
 *
 * @throws RecipeError `ERR_RECIPE_INVALID`.
 */
export async function loadRecipe(directory: string): Promise<Recipe> {
  const folder = resolve(directory);
  const name = basename(folder);
  if (existsSync(join(folder, "recipe.json"))) return await loadOwn(folder, name);
  if (existsSync(join(folder, "Dockerfile")) && existsSync(join(folder, "run.sh"))) {
    return { data: { kind: "legacy", name }, directory: folder, digest: await recipeDigest(folder) };
  }
  throw new RecipeError("ERR_RECIPE_INVALID", `${folder} is no recipe: it has no recipe.json`, {
    hint: "name a folder with recipe.json, or one of unofficial-builds with Dockerfile and run.sh",
  });
}

/** All recipes of a folder such as recipes/, by name; folders that are no recipes are passed over. */
export async function listRecipes(root: string): Promise<Recipe[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, name))
    .filter((folder) => ["recipe.json", "run.sh"].some((file) => existsSync(join(folder, file))))
    .sort();
  return await Promise.all(folders.map(loadRecipe));
}

/** Where the shared files of a recipe are: in the folder `shared` beside the recipe's. */
export function sharedFiles(directory: string, data: RecipeData): Readonly<Record<string, string>> {
  const names = data.kind === "build" ? data.shared : [];
  return Object.fromEntries(names.map((name) => [name, join(dirname(directory), "shared", name)]));
}

async function loadOwn(directory: string, name: string): Promise<Recipe> {
  const path = join(directory, "recipe.json");
  const data = parseRecipe(await readJson(path));
  const problem = data.name === name ? missingFile(directory, data) : `its name is ${data.name}`;
  if (problem !== undefined) throw new RecipeError("ERR_RECIPE_INVALID", `${path}: ${problem}`);
  const digest = await recipeDigest(directory, sharedFiles(directory, data));
  return data.kind === "build" ? { data, directory, digest } : { data, directory, digest };
}

function missingFile(directory: string, data: RecipeData): string | undefined {
  if (data.kind !== "build") return undefined;
  const own = data.phases.map(({ run }) => join(directory, run));
  const image = data.base.kind === "image" ? [join(directory, "Containerfile")] : [];
  const missing = [...own, ...image, ...Object.values(sharedFiles(directory, data))].find(
    (path) => !existsSync(path),
  );
  return missing && `${missing} is missing`;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new RecipeError("ERR_RECIPE_INVALID", `${path} is not JSON`, { cause });
  }
}
