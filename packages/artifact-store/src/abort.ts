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

/** A wait for a signal that can be ended: signals outlive the work that listens to them. */
export interface AbortWatch {
  /** Rejects when the signal fires; never settles otherwise. */
  readonly aborted: Promise<never>;
  stop(): void;
}

export function watchAbort(doing: string, signal: AbortSignal | undefined): AbortWatch {
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => signal !== undefined && reject(abortedError(doing, signal));
  });
  aborted.catch(() => {});
  signal?.addEventListener("abort", onAbort, { once: true });
  return { aborted, stop: () => signal?.removeEventListener("abort", onAbort) };
}

/** Waits. @throws ArtifactError ERR_ARTIFACT_ABORTED when called off meanwhile. */
export async function pause(delayMs: number, doing: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(delayMs, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw signal?.aborted ? abortedError(doing, signal) : error;
  }
}
