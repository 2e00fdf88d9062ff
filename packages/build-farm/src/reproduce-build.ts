import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { compareOutputs, type LogSink, type OutputsReport, runRecipe } from "@nodewright/recipe-runner";
import { parseVersion } from "@nodewright/release-index";
import { FarmError } from "./errors.js";
import { type Farm, findRecipe } from "./open-farm.js";
import { openRunner } from "./steps/build-step.js";
import { ensureSource } from "./steps/source-step.js";
import { findSource } from "./upstream.js";

export interface ReproduceOptions {
  readonly version: string;
  readonly recipe: string;
  readonly log: LogSink;
  readonly signal: AbortSignal;
}

/**
 * Builds a target twice, in the same folder and without a compiler's cache, and compares what comes out, file by file
 * within the archives. Nothing is queued or published.
 * @throws FarmError ERR_FARM_RECIPE, ERR_FARM_UPSTREAM; RecipeError
 */
export async function reproduceBuild(farm: Farm, options: ReproduceOptions): Promise<OutputsReport> {
  const { log, signal } = options;
  const version = parseVersion(options.version).text;
  const recipe = await findRecipe(farm, options.recipe);
  const source = await findSource(farm, version, signal);
  if (source === undefined) {
    throw new FarmError("ERR_FARM_UPSTREAM", `upstream has no signed source of ${version}`, {
      hint: "check the version",
    });
  }
  const path = await ensureSource(farm, version, source, signal);
  const folder = farm.pathOf("work", `reproduce-${version}-${options.recipe}`);
  const runner = await openRunner(farm);
  await rm(folder, { recursive: true, force: true });
  try {
    const outputs: string[] = [];
    for (const name of ["first", "second"]) {
      // The same path both times: paths that end up in a binary are another question.
      const directory = join(folder, "build");
      await mkdir(directory, { recursive: true });
      const lease = `reproduce-${name}-${randomUUID().slice(0, 8)}`;
      const { host, now } = farm;
      const built = { path, sha256: source.sha256 };
      await runRecipe({ recipe, version, runner, source: built, lease, directory, host, log, signal, now });
      outputs.push(join(folder, name));
      await rename(join(directory, "out"), join(folder, name));
      await rm(directory, { recursive: true, force: true });
    }
    const [first = "", second = ""] = outputs;
    return await compareOutputs(first, second);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
