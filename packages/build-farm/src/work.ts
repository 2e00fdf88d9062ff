import { mkdir, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Job, Json, Lease } from "@nodewright/build-queue";
import { failureClassOf } from "./failure-class.js";
import { parseFarmJob, promoteLabel } from "./farm-job.js";
import { freeBytes } from "./free-space.js";
import { type JobLog, logPath, openLog } from "./job-log.js";
import type { Farm } from "./open-farm.js";
import { buildStep } from "./steps/build-step.js";
import { promoteStep } from "./steps/promote-step.js";
import { sourceStep } from "./steps/source-step.js";
import type { Step } from "./steps/step.js";
import { validateStep } from "./steps/validate-step.js";

const steps: Readonly<Record<string, Step>> = {
  source: sourceStep,
  build: buildStep,
  validate: validateStep,
  promote: promoteStep,
};

/** Something that a worker tells of. */
export type WorkEvent =
  | { readonly kind: "started" | "succeeded" | "lost"; readonly job: Job }
  | { readonly kind: "failed"; readonly job: Job; readonly reason: string }
  | { readonly kind: "no-space"; readonly freeBytes: number };

export interface WorkOptions {
  /** One for each process. */
  readonly worker: string;
  /** How many jobs at once. */
  readonly slots: number;
  /** Beside those of the machine. */
  readonly labels: readonly string[];
  /** Asked whenever there is nothing to do, and after each job. */
  readonly until?: (() => Promise<boolean>) | undefined;
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: WorkEvent) => void) | undefined;
  /** How long a lease holds without a heartbeat, a third of which is the time between them. Default: 90 s. */
  readonly leaseMs?: number | undefined;
  /** How often an empty queue is asked. Default: 1 s. */
  readonly pollMs?: number | undefined;
}

/** The labels of this machine: `os=linux`, `arch=x64`, `libc=glibc`, and `promote` where the keys are. */
export async function ownLabels(farm: Pick<Farm, "host" | "keys">): Promise<string[]> {
  const { os, arch, libc } = farm.host;
  const machine = [`os=${os}`, `arch=${arch}`, ...(libc === undefined ? [] : [`libc=${libc}`])];
  return (await farm.keys()) === undefined ? machine : [...machine, promoteLabel];
}

/**
 * Does jobs until `until` or the signal. On the signal it stops what runs and hands it back unharmed. A job whose
 * lease is lost is dropped: another worker has it.
 */
export async function work(farm: Farm, options: WorkOptions): Promise<void> {
  const { worker, slots, signal, until, onEvent, leaseMs = 90_000, pollMs = 1_000 } = options;
  const labels = [...(await ownLabels(farm)), ...options.labels];
  const running = new Set<Promise<void>>();
  let wasFull = false;
  while (!signal.aborted && !(running.size === 0 && (await until?.()) === true)) {
    await farm.queue.tick();
    const free = await freeBytes(farm.root);
    const isFull = free < farm.config.minFreeBytes;
    if (isFull && !wasFull) onEvent?.({ kind: "no-space", freeBytes: free });
    wasFull = isFull;
    const limit = isFull ? 0 : slots - running.size;
    const leases = limit === 0 ? [] : await farm.queue.lease({ worker, labels, limit, leaseMs });
    for (const lease of leases) {
      const done = runLease(farm, lease, { ...options, leaseMs }).finally(() => running.delete(done));
      running.add(done);
    }
    if (leases.length === 0)
      await Promise.race([delay(pollMs, undefined, { signal }).catch(() => {}), ...running]);
  }
  await Promise.all(running);
}

async function runLease(
  farm: Farm,
  lease: Lease,
  options: WorkOptions & { readonly leaseMs: number },
): Promise<void> {
  const { signal, onEvent, leaseMs } = options;
  const { job } = lease;
  const lost = new AbortController();
  const beat = setInterval(() => {
    farm.queue.heartbeat(lease, { leaseMs }).then(
      (answer) => !answer.held && lost.abort(),
      // The database may be busy; the lease holds for two beats more.
      () => {},
    );
  }, leaseMs / 3);
  onEvent?.({ kind: "started", job });
  try {
    const result = await runStep(farm, job, { ...options, signal: AbortSignal.any([signal, lost.signal]) });
    const done = await farm.queue.complete(lease, result);
    onEvent?.({ kind: "succeeded", job: done });
  } catch (error) {
    if (lost.signal.aborted) return onEvent?.({ kind: "lost", job });
    await report(farm, lease, error, options);
  } finally {
    clearInterval(beat);
  }
}

/** A worker that stops hands its job back; all else is a failure of some class. */
async function report(
  farm: Farm,
  lease: Lease,
  error: unknown,
  { signal, onEvent }: WorkOptions,
): Promise<void> {
  try {
    if (signal.aborted) {
      await farm.queue.giveBack(lease, "the worker stops");
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    const job = await farm.queue.fail(lease, { class: failureClassOf(error), reason });
    onEvent?.({ kind: "failed", job, reason });
  } catch {
    onEvent?.({ kind: "lost", job: lease.job });
  }
}

async function runStep(farm: Farm, job: Job, { worker, signal }: WorkOptions): Promise<Json> {
  const step = steps[job.kind];
  if (step === undefined) throw new TypeError(`job ${job.id} is of no kind that a farm knows: ${job.kind}`);
  const log = openLog(farm.pathOf(logPath(job)));
  const workFolder = farm.pathOf("work", `job-${job.id}`);
  // Only builds go on where a process that was killed had come to.
  if (job.kind !== "build") await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  log.write(`[${farm.now().toISOString()} ${job.kind} on ${worker}, attempt ${job.attempts}]\n`);
  try {
    const result = await step({ farm, job, request: parseFarmJob(job), log, workFolder, worker, signal });
    await clearFolder(workFolder);
    return result;
  } catch (error) {
    logError(log, error);
    // A build that is handed back may be taken up again where it was.
    if (!signal.aborted) await clearFolder(workFolder);
    throw error;
  }
}

/** What a process of a killed worker still writes is left for `gc`. */
async function clearFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

function logError(log: JobLog, error: unknown): void {
  const hint: unknown = error instanceof Error ? Reflect.get(error, "hint") : undefined;
  log.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  if (typeof hint === "string") log.write(`hint: ${hint}\n`);
}
