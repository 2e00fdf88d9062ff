import { join } from "node:path";
import type { Json } from "@nodewright/build-queue";
import { chooseRunner, createRunner, type Runner, runRecipe } from "@nodewright/recipe-runner";
import { storeFile } from "../built-files.js";
import { FarmError } from "../errors.js";
import { type BuildResult, resultOf, sourceResultSchema } from "../farm-job.js";
import { type Farm, findRecipe } from "../open-farm.js";
import { ensureSource } from "./source-step.js";
import type { StepContext } from "./step.js";

/** Builds one target of a version by its recipe, and leaves the archives in the store. */
export async function buildStep(context: StepContext): Promise<Json> {
  const { farm, job, request, log, workFolder, worker, signal } = context;
  const { version } = request;
  const recipe = await findRecipe(farm, request.recipe);
  if (recipe.digest !== request.recipeDigest) {
    throw new FarmError("ERR_FARM_RECIPE", `the recipe ${request.recipe} is not the one that was queued`, {
      hint: "queue the version again: the new recipe's build takes the place of this one",
    });
  }
  const { result: source } = await resultOf(farm.queue, "source", request, sourceResultSchema);
  const runner = await openRunner(farm);
  // Containers outlive a killed worker and are found again; of other builds processes may still write there.
  const isKept = runner.name === "podman" || runner.name === "docker";
  const lease = isKept ? `job-${job.id}` : `job-${job.id}-${job.attempts}`;
  const record = await runRecipe({
    recipe,
    version,
    runner,
    source: { path: await ensureSource(farm, version, source, signal), sha256: source.sha256 },
    lease,
    directory: isKept ? workFolder : join(workFolder, lease),
    cache: farm.pathOf("cache", request.recipe),
    releaseUrlBase: `${farm.config.url}/download/`,
    host: farm.host,
    log: ({ text }) => log.write(text),
    onAdopt: (phase) => log.write(`\n[${phase} goes on, begun by an earlier process]\n`),
    signal,
    now: farm.now,
  });
  const files = [];
  for (const { name: fileName, path, sha256 } of record.outputs) {
    files.push(await storeFile(farm.artifacts, path, { fileName, sha256 }, signal));
  }
  const result: BuildResult = {
    files,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    ...(record.base.kind === "image" ? { image: record.base.id } : {}),
    runner: `${record.runner.name} ${record.runner.version}`,
    logSha256: await log.digest(),
    worker,
  };
  return result as unknown as Json;
}

/** The runner that farm.json asks for, else the first that isolates. */
export async function openRunner({ config, env, now, pathOf }: Farm): Promise<Runner> {
  const options = { env, now, settings: pathOf("containers") };
  return config.runner === undefined ? chooseRunner(options) : createRunner(config.runner, options);
}
