import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { JobKind } from "../../src/farm-job.js";
import { jobKey, parseFarmJob } from "../../src/farm-job.js";
import { openLog } from "../../src/job-log.js";
import { pushRelease } from "../../src/push-release.js";
import type { Step, StepContext } from "../../src/steps/step.js";
import type { TestFarm } from "./farms.js";

export const version = "v24.1.0";

/** Does one step of one target, as a worker would, and leaves its result in the queue. */
export async function doStep(
  { farm, root }: TestFarm,
  kind: JobKind,
  step: Step,
  recipe: string,
): Promise<unknown> {
  const pushed = await pushRelease(farm, { version, recipes: [recipe] });
  const [first] = pushed;
  if (first === undefined) throw new Error("nothing was pushed");
  const request = parseFarmJob(pushed.at(-1)?.job ?? first.job);
  const job = await farm.queue.find(jobKey(kind, request));
  if (job === undefined) throw new Error(`there is no job ${kind}`);
  const workFolder = join(root, "work", kind);
  mkdirSync(workFolder, { recursive: true });
  const log = openLog(join(root, `${kind}.log`));
  const { signal } = new AbortController();
  const context: StepContext = { farm, job, request, log, workFolder, worker: "test", signal };
  const result = await step(context);
  const [lease] = await farm.queue.lease({ worker: "test", labels: ["promote"] });
  if (lease?.job.id === job.id) await farm.queue.complete(lease, result);
  return result;
}
