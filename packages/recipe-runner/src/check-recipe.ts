import { existsSync } from "node:fs";
import { chmod, copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseVersion } from "@nodewright/release-index";
import { RecipeError } from "./errors.js";
import { checkGates, type GateVerdict } from "./gates.js";
import { versionVariables } from "./make-variables.js";
import { runCommand } from "./run-command.js";
import type { Recipe } from "./types.js";

/**
 * Whether a recipe builds a version: by its gates, or for one of unofficial-builds by the exit code of should-build.sh,
 * which is run on this machine.
 *
 * @throws RecipeError `ERR_RECIPE_INVALID` where should-build.sh cannot be run.
 */
export async function checkRecipe(recipe: Recipe, version: string): Promise<GateVerdict> {
  if (recipe.data.kind !== "legacy") return checkGates(recipe.data.gates, version);
  const script = join(recipe.directory, "should-build.sh");
  if (!existsSync(script)) return { builds: true };
  const folder = await mkdtemp(join(tmpdir(), "nodewright-gate-"));
  try {
    const copy = join(folder, "should-build.sh");
    await copyFile(script, copy);
    // That it lacks the executable bit has kept versions from being built before.
    await chmod(copy, 0o755);
    await writeFile(join(folder, "_decode_version.sh"), decoder(version));
    const { text } = parseVersion(version);
    const { code } = await runCommand(copy, [folder, text], {
      env: { PATH: "/usr/local/bin:/usr/bin:/bin" },
    });
    if (code === 0) return { builds: true };
    if (code < 126)
      return { builds: false, reason: `should-build.sh says so (exit code ${code})`, link: undefined };
    throw new RecipeError("ERR_RECIPE_INVALID", `${script} cannot be run (exit code ${code})`, {
      hint: "it wants bash",
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What should-build.sh sources from the folder in its first argument. */
function decoder(version: string): string {
  const { text, major, minor, patch } = parseVersion(version);
  const { DISTTYPE, CUSTOMTAG, DATESTRING, COMMIT } = versionVariables(text);
  const variables = {
    ...{ fullversion: text, major, minor, patch },
    ...{ disttype: DISTTYPE, customtag: CUSTOMTAG, datestring: DATESTRING, commit: COMMIT },
  };
  const lines = Object.entries(variables).map(([name, value]) => `  ${name}='${value}'`);
  return ["decode() {", ...lines, "}", ""].join("\n");
}
