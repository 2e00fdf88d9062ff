import type { TakeSignals } from "./io.js";
import { isFromTerminal } from "./is-from-terminal.js";

const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Signals {
  /** Aborted by the first one that nobody takes. */
  readonly signal: AbortSignal;
  readonly take: TakeSignals;
  /** The first one that nobody took. */
  received(): (typeof names)[number] | undefined;
}

/** Handles this process's signals from now on; the second that nobody takes ends it at once. */
export function handleSignals(): Signals {
  const abort = new AbortController();
  const takers = new Set<Parameters<TakeSignals>[0]>();
  let received: (typeof names)[number] | undefined;
  const handle = (name: (typeof names)[number]): void => {
    if (takers.size > 0) {
      const isForAll = isFromTerminal(name);
      for (const taker of takers) taker(name, isForAll);
      return;
    }
    if (received !== undefined) {
      for (const one of names) process.removeListener(one, handle);
      process.kill(process.pid, name);
      return;
    }
    received = name;
    abort.abort(new DOMException(`stopped by ${name}`, "AbortError"));
  };
  for (const name of names) process.on(name, handle);
  const take: TakeSignals = (listener) => {
    takers.add(listener);
    return () => void takers.delete(listener);
  };
  return { signal: abort.signal, take, received: () => received };
}
