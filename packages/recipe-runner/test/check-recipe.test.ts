import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkRecipe } from "../src/check-recipe.js";
import type { LegacyRecipe } from "../src/types.js";
import { leastData, recipeOf } from "./support/recipes.js";
import { tempDir } from "./support/temporary.js";

function legacy(script?: string, mode = 0o755): LegacyRecipe {
  const directory = join(tempDir(), "musl");
  mkdirSync(directory);
  if (script !== undefined) writeFileSync(join(directory, "should-build.sh"), script, { mode });
  return { data: { kind: "legacy", name: "musl" }, directory, digest: "0" };
}

/** As a recipe of unofficial-builds asks. */
const GATE = `#!/bin/bash -e
. "$1/_decode_version.sh"
decode "$2"
test "$major" -eq 22
test "$minor" -ge 14
[ "$disttype" = release ] || [ "$customtag" = rc.12 ]
`;

describe("checkRecipe", () => {
  it("asks the gates of a recipe of ours", async () => {
    const gates = [{ excludes: "<18", reason: "too old", link: "https://a.example/" }];
    const recipe = recipeOf(leastData({ gates }));
    expect(await checkRecipe(recipe, "v16.20.2")).toMatchObject({ builds: false, reason: "too old" });
    expect(await checkRecipe(recipe, "v18.0.0")).toEqual({ builds: true });
  });

  it.each([
    ["v22.14.0", true],
    ["v22.13.0", false],
    ["v20.18.0", false],
    ["v22.20.0-rc.12", true],
    ["v22.20.0-rc.2", false],
  ])("asks should-build.sh of a recipe of unofficial-builds: %s, %s", async (version, isBuilt) => {
    // Without the executable bit, which has been forgotten there.
    const verdict = await checkRecipe(legacy(GATE, 0o644), version);
    expect(verdict.builds).toBe(isBuilt);
    if (!verdict.builds) expect(verdict.reason).toBe("should-build.sh says so (exit code 1)");
  });

  it("builds everything where there is no should-build.sh", async () => {
    expect(await checkRecipe(legacy(), "v22.0.0")).toEqual({ builds: true });
  });

  it("does not take a script that cannot be run for a no", async () => {
    const checking = checkRecipe(legacy("#!/no/such/shell\n"), "v22.0.0");
    await expect(checking).rejects.toMatchObject({ code: "ERR_RECIPE_INVALID" });
  });
});
