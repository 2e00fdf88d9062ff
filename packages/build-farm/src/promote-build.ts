import { mkdir, rm } from "node:fs/promises";
import type { Json } from "@nodewright/build-queue";
import { FarmError } from "./errors.js";
import { type FarmJob, jobKey, parseFarmJob } from "./farm-job.js";
import { logPath, openLog } from "./job-log.js";
import { type Farm, findRecipe } from "./open-farm.js";
import { promoteStep } from "./steps/promote-step.js";

export interface PromoteBuildOptions {
  readonly version: string;
  readonly recipe: string;
  /** Default: 1. */
  readonly revision?: number | undefined;
  readonly replace?: FarmJob["replace"];
  readonly signal: AbortSignal;
}

/**
 * Publishes what was built and validated, now and by hand: again, or in the place of what is published.
 * @throws FarmError ERR_FARM_ARTIFACT: nothing validated is there; ERR_FARM_KEYS; PublishError ERR_PUBLISH_CONFLICT
 */
export async function promoteBuild(farm: Farm, options: PromoteBuildOptions): Promise<Json> {
  const { version, recipe, revision = 1, replace, signal } = options;
  const { digest: recipeDigest } = await findRecipe(farm, recipe);
  const key = jobKey("promote", {
    version,
    recipe,
    recipeDigest,
    revision,
    date: "",
    lts: false,
    security: false,
  });
  const job = await farm.queue.find(key);
  if (job === undefined) {
    throw new FarmError("ERR_FARM_ARTIFACT", `${recipe} has built no ${version}`, {
      hint: `\`farm build ${version} ${recipe}\` does`,
    });
  }
  const request = { ...parseFarmJob(job), ...(replace === undefined ? {} : { replace }) };
  const workFolder = farm.pathOf("work", `promote-${job.id}`);
  const log = openLog(farm.pathOf(logPath(job)));
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  try {
    return await promoteStep({ farm, job, request, log, workFolder, worker: "by hand", signal });
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
