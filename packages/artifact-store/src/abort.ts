import { setTimeout as sleep } from "node:timers/promises";
import { ArtifactError } from "./errors.js";

/** The error of work that its caller called off; the signal's reason is kept as the cause. */
export function abortedError(doing: string, signal: AbortSignal): ArtifactError {
  return new ArtifactError("ERR_ARTIFACT_ABORTED", `${doing}: called off`, { cause: signal.reason });
}

export function throwIfAborted(doing: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw abortedError(doing, signal);
  }
}

/** Rejects when the signal fires; never settles otherwise. */
export function whenAborted(doing: string, signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(abortedError(doing, signal)), { once: true });
  });
}

/** Waits. @throws ArtifactError ERR_ARTIFACT_ABORTED when called off meanwhile. */
export async function pause(delayMs: number, doing: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(delayMs, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw signal?.aborted ? abortedError(doing, signal) : error;
  }
}
