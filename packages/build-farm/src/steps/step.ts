import type { Job, Json } from "@nodewright/build-queue";
import type { FarmJob } from "../farm-job.js";
import type { JobLog } from "../job-log.js";
import type { Farm } from "../open-farm.js";

/** What a step works with. */
export interface StepContext {
  readonly farm: Farm;
  readonly job: Job;
  readonly request: FarmJob;
  readonly log: JobLog;
  /** A folder of its own, which is removed afterwards. */
  readonly workFolder: string;
  readonly worker: string;
  readonly signal: AbortSignal;
}

/** Does a job, and gives what those after it need. It may be done again after a crash: its effects are the same. */
export type Step = (context: StepContext) => Promise<Json>;
