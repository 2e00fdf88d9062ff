/**
 * Why an attempt failed. `infra`: the machine, the network, the disk. `timeout`: a limit of time was reached.
 * `build`: what was to be done does not work. `lost`: the worker was not heard of; only the queue says so.
 */
export const FAILURE_CLASSES = ["infra", "timeout", "build", "lost"] as const;

export type FailureClass = (typeof FAILURE_CLASSES)[number];

export interface RetryRule {
  /** How often a job is tried again after failures of this class. */
  readonly retries: number;
  /** The wait before the first retry; it doubles with each further one. */
  readonly delayMs: number;
  readonly maxDelayMs: number;
}

export type RetryPolicy = { readonly [Class in FailureClass]?: Partial<RetryRule> };

const MINUTE = 60_000;

/** A build that fails fails again, so it is not repeated; a machine that fails may recover. */
export const DEFAULT_RETRY_POLICY: Readonly<Record<FailureClass, RetryRule>> = {
  infra: { retries: 5, delayMs: MINUTE, maxDelayMs: 30 * MINUTE },
  timeout: { retries: 1, delayMs: 5 * MINUTE, maxDelayMs: 5 * MINUTE },
  build: { retries: 0, delayMs: 0, maxDelayMs: 0 },
  lost: { retries: 5, delayMs: 0, maxDelayMs: 0 },
};

/** How long to wait after the nth failure of a class; `undefined`: that was the last attempt. */
export function retryDelay(
  policy: RetryPolicy | undefined,
  failureClass: FailureClass,
  failures: number,
): number | undefined {
  const rule = { ...DEFAULT_RETRY_POLICY[failureClass], ...policy?.[failureClass] };
  if (failures > rule.retries) return undefined;
  return Math.min(rule.delayMs * 2 ** (failures - 1), rule.maxDelayMs);
}
