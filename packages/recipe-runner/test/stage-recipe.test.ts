import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadRecipe } from "../src/load-recipe.js";
import { stageRecipe } from "../src/stage-recipe.js";
import type { BuildRecipe } from "../src/types.js";
import { recipesRoot, writeRecipe } from "./support/recipes.js";
import { tempDir } from "./support/temporary.js";

it("copies the folder and what it shares", async () => {
  const to = join(tempDir(), "recipe");
  await stageRecipe((await loadRecipe(join(recipesRoot, "stand-in"))) as BuildRecipe, to);
  expect(readFileSync(join(to, "shared/node.sh"), "utf8")).toContain("make_binary");
  expect(statSync(join(to, "build.sh")).mode & 0o111).not.toBe(0);
});

it("refuses a folder that has changed since it was loaded", async () => {
  const folder = writeRecipe(tempDir(), { "build.sh": "#!/bin/sh" });
  const recipe = (await loadRecipe(folder)) as BuildRecipe;
  writeFileSync(join(folder, "build.sh"), "#!/bin/sh\nevil");
  const staging = stageRecipe(recipe, join(tempDir(), "recipe"));
  await expect(staging).rejects.toMatchObject({ code: "ERR_RECIPE_CHANGED", failureClass: "infra" });
});
