import { expect, it } from "vitest";
import { recipeReadme, recipesTable } from "../src/recipe-readme.js";
import { leastData } from "./support/recipes.js";

const gates = [{ excludes: "<18 || >=27", reason: "not tried", link: "https://a.example/" }];

it("recipeReadme says what is not built, and why", () => {
  const text = recipeReadme(leastData({ gates }));
  expect(text).toContain("# least\n\nThe least there is.");
  expect(text).toContain("| `<18 \\|\\| >=27` | [not tried](https://a.example/) |");
  expect(recipeReadme(leastData())).not.toContain("not built");
});

it("recipeReadme says that a recipe is archived", () => {
  expect(recipeReadme(leastData({ status: "archived" }))).toContain("Archived:");
});

it("recipesTable has a row for each", () => {
  const rows = recipesTable([leastData(), leastData({ gates })]).split("\n");
  expect(rows).toHaveLength(4);
  expect(rows[2]).toBe(
    "| [least](least/README.md) | `linux-x64-musl` | every version | this machine | The least there is |",
  );
});
