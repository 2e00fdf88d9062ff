import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseRecipe } from "../../src/schema.js";
import type { BuildRecipe, BuildRecipeData } from "../../src/types.js";

/** The recipes of this repository. */
export const recipesRoot: string = resolve(import.meta.dirname, "../../../../recipes");

/** The least that recipe.json can say. */
export const leastRecipe: Readonly<Record<string, unknown>> & { readonly name: string } = {
  name: "least",
  kind: "build",
  summary: "The least there is",
  target: "linux-x64-musl",
  destCpu: "x64",
  variation: "musl",
  base: { kind: "host", needs: ["sh"] },
  phases: [{ name: "build", run: "build.sh", network: false }],
  limits: { memoryMiB: 64, cpus: 1, pids: 64, wallSeconds: 60, silenceSeconds: 60 },
  outputs: ["node-{version}-linux-x64-musl.tar.gz"],
};

export function leastData(changes: object = {}): BuildRecipeData {
  return parseRecipe({ ...leastRecipe, ...changes }) as BuildRecipeData;
}

export function recipeOf(data: BuildRecipeData, directory = "/recipes/least"): BuildRecipe {
  return { data, directory, digest: "0".repeat(64) };
}

/** Writes a recipe's folder: recipe.json of the least with changes, and files. */
export function writeRecipe(
  root: string,
  files: Readonly<Record<string, string>>,
  changes: object = {},
): string {
  const folder = join(root, leastRecipe.name);
  const data = { ...leastRecipe, ...changes };
  for (const [name, text] of Object.entries({ "recipe.json": JSON.stringify(data), ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode: name.endsWith(".sh") ? 0o755 : 0o644 });
  }
  return folder;
}
