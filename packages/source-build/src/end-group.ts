import type { ChildProcess } from "node:child_process";

/** How long a command may take to tidy up after itself. */
const GRACE_MS = 5000;

/**
 * Ends a process group when the signal fires: SIGTERM, then SIGKILL for what is still there.
 *
 * @param child The group's leader: started with `detached`.
 * @returns Called when the leader has ended; what it left behind is ended then if the signal has fired.
 */
export function endGroupOn(signal: AbortSignal, { pid }: ChildProcess): () => void {
  if (pid === undefined) return () => {};
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    signalGroup(pid, "SIGTERM");
    timer = setTimeout(() => signalGroup(pid, "SIGKILL"), GRACE_MS);
  };
  signal.addEventListener("abort", stop, { once: true });
  return () => {
    signal.removeEventListener("abort", stop);
    clearTimeout(timer);
    if (timer !== undefined) signalGroup(pid, "SIGKILL");
  };
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // It has ended by itself.
  }
}
