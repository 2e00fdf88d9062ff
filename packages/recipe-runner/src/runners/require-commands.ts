import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { RecipeError } from "../errors.js";

/** @throws RecipeError `ERR_RECIPE_RUNNER` with all commands that are not on PATH. */
export async function requireCommands(
  commands: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const folders = (env.PATH ?? "").split(":");
  const missing: string[] = [];
  for (const command of commands) {
    const found = await Promise.all(folders.map((folder) => isExecutable(join(folder, command))));
    if (!found.includes(true)) missing.push(command);
  }
  if (missing.length === 0) return;
  throw new RecipeError("ERR_RECIPE_RUNNER", `this machine lacks ${missing.join(", ")}`, {
    hint: "install what is missing, or use a recipe with an image",
  });
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
