import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listRecipes, loadRecipe, sharedFiles } from "../src/load-recipe.js";
import { recipesRoot, writeRecipe } from "./support/recipes.js";
import { tempDir } from "./support/temporary.js";

describe("loadRecipe", () => {
  it("reads a recipe and takes its digest", async () => {
    const folder = writeRecipe(tempDir(), { "build.sh": "#!/bin/sh" });
    const recipe = await loadRecipe(folder);
    expect(recipe).toMatchObject({ directory: folder, data: { name: "least", kind: "build" } });
    expect(recipe.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("reads a folder of unofficial-builds", async () => {
    const folder = join(tempDir(), "musl");
    mkdirSync(folder);
    writeFileSync(join(folder, "Dockerfile"), "FROM alpine");
    await expect(loadRecipe(folder)).rejects.toThrow(/no recipe\.json/);
    writeFileSync(join(folder, "run.sh"), "");
    expect(await loadRecipe(folder)).toMatchObject({ data: { kind: "legacy", name: "musl" } });
  });

  it("refuses another name than the folder's, a script that is missing, and what is no JSON", async () => {
    const root = tempDir();
    const folder = writeRecipe(root, {});
    await expect(loadRecipe(folder)).rejects.toThrow(/build\.sh is missing/);
    writeFileSync(join(folder, "recipe.json"), "{");
    await expect(loadRecipe(folder)).rejects.toMatchObject({ code: "ERR_RECIPE_INVALID" });
    writeRecipe(root, { "build.sh": "", "recipe.json": JSON.stringify({ ...(await data()), name: "most" }) });
    await expect(loadRecipe(folder)).rejects.toThrow(/its name is most/);
  });
});

async function data(): Promise<object> {
  return (await loadRecipe(writeRecipe(tempDir(), { "build.sh": "" }))).data;
}

describe("listRecipes", () => {
  it("reads every recipe of this repository", async () => {
    const recipes = await listRecipes(recipesRoot);
    expect(recipes.map(({ data: { name } }) => name)).toContain("stand-in");
  });
});

describe("sharedFiles", () => {
  it("are in the folder beside the recipe's", async () => {
    const recipe = await loadRecipe(join(recipesRoot, "stand-in"));
    if (recipe.data.kind !== "build") throw new Error("stand-in is a recipe that builds");
    expect(sharedFiles(recipe.directory, recipe.data)).toEqual({
      "node.sh": join(recipesRoot, "shared/node.sh"),
    });
  });
});
