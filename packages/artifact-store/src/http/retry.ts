import { pause } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { isTransientNetworkError } from "./network-errors.js";

export interface RetryPolicy {
  /** How often a failed request is repeated. */
  readonly retries: number;
  /** The first pause; each further one is twice as long. */
  readonly backoffMs: number;
}

const MAX_BACKOFF_MS = 10_000;

/** A server that asks for a longer pause is not waited for. */
const MAX_RETRY_AFTER_MS = 60_000;

/** Where the server itself says that it might do better later. */
export function isRetryableStatus(status: number): boolean {
  return (
    status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
  );
}

export interface Failure {
  readonly error: ArtifactError;
  /** How many tries have failed in a row, this one included. */
  readonly failures: number;
  /** The server has answered before: then even "not reachable" may pass. */
  readonly hasAnswered: boolean;
  /** The caller knows that the failure may pass, whatever its code. */
  readonly isTransient?: boolean | undefined;
}

/**
 * How long to wait before the next try, or undefined if there should be none. Half of each pause is
 * random, so that many clients that failed together do not come back together.
 */
export function retryDelay(
  { error, failures, hasAnswered, isTransient = false }: Failure,
  policy: RetryPolicy,
): number | undefined {
  if (failures > policy.retries || !(isTransient || isRetryable(error, hasAnswered))) {
    return undefined;
  }
  if (error.retryAfterMs !== undefined) {
    return error.retryAfterMs <= MAX_RETRY_AFTER_MS ? error.retryAfterMs : undefined;
  }
  const pause = Math.min(MAX_BACKOFF_MS, policy.backoffMs * 2 ** (failures - 1));
  return pause * (0.5 + Math.random() / 2);
}

function isRetryable(error: ArtifactError, hasAnswered: boolean): boolean {
  switch (error.code) {
    case "ERR_ARTIFACT_NETWORK":
    case "ERR_ARTIFACT_TIMEOUT":
      return hasAnswered || isTransientNetworkError(error.cause);
    case "ERR_ARTIFACT_TRUNCATED":
      return true;
    case "ERR_ARTIFACT_HTTP":
      return error.status !== undefined && isRetryableStatus(error.status);
    default:
      return false;
  }
}

/** Repeats `attempt` as the policy says; errors other than `ArtifactError` are not repeated. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  options: { readonly policy: RetryPolicy; readonly doing: string; readonly signal: AbortSignal | undefined },
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      const delayMs =
        error instanceof ArtifactError
          ? retryDelay({ error, failures, hasAnswered: false }, options.policy)
          : undefined;
      if (delayMs === undefined) {
        throw error;
      }
      await pause(delayMs, options.doing, options.signal);
    }
  }
}

/** `Retry-After` in milliseconds from `now`: it holds seconds or a date. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (/^\d+$/.test(value)) {
    return Number(value) * 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
