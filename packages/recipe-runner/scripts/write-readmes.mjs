// Writes README.md of each recipe, and the table in recipes/README.md, from the recipes' data. Run it after a change
// of a recipe.json, once the package is compiled.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listRecipes, recipeReadme, recipesTable } from "@nodewright/recipe-runner";

const root = fileURLToPath(new URL("../../../recipes/", import.meta.url));
const recipes = await listRecipes(root);
for (const { data, directory } of recipes) writeFileSync(join(directory, "README.md"), recipeReadme(data));
const path = join(root, "README.md");
const [before, , after] = readFileSync(path, "utf8").split(/<!-- (?:begin|end) of the table -->\n/);
const table = recipesTable(recipes.map(({ data }) => data));
writeFileSync(path, `${before}<!-- begin of the table -->\n${table}\n<!-- end of the table -->\n${after}`);
