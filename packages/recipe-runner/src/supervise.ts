import { RecipeError } from "./errors.js";
import type { LogChunk, LogSink, RunningPhase } from "./runners/runner.js";
import type { RecipeLimits } from "./types.js";

export interface SuperviseOptions {
  readonly phase: string;
  readonly limits: RecipeLimits;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
}

const TAIL_CHARACTERS = 64 * 1024;
/** What compilers' drivers say when the kernel has ended a compiler for want of memory. */
const OUT_OF_MEMORY =
  /Killed signal terminated program|virtual memory exhausted|std::bad_alloc|LLVM ERROR: out of memory/;

/** Watches over one phase: its log goes on to `log`, and its time and silence are bounded. */
export class PhaseWatch {
  #tail = "";
  #onOutput = (): void => {};
  readonly sink: LogSink;

  constructor(log: LogSink) {
    this.sink = (chunk: LogChunk) => {
      this.#tail = (this.#tail + chunk.text).slice(-TAIL_CHARACTERS);
      this.#onOutput();
      log(chunk);
    };
  }

  /**
   * Waits for the end of a phase whose log goes into `sink`.
   *
   * @throws RecipeError when it fails, or was stopped because of a limit or the signal.
   */
  async supervise(running: RunningPhase, options: SuperviseOptions): Promise<void> {
    const { phase, limits } = options;
    const reason = await this.#endOrStop(running, options);
    if (reason) throw reason;
    const { exitCode, killed } = await running.ended;
    if (exitCode === 0) return;
    if (killed || OUT_OF_MEMORY.test(this.#tail)) {
      throw new RecipeError(
        "ERR_RECIPE_MEMORY",
        `${phase} ran out of its ${limits.memoryMiB} MiB of memory`,
        {
          hint: "raise limits.memoryMiB of the recipe, or run fewer jobs at once",
          phase,
        },
      );
    }
    throw new RecipeError("ERR_RECIPE_BUILD", `${phase} failed with exit code ${exitCode}`, {
      hint: "the log says more; its first error counts",
      phase,
    });
  }

  /** Gives the reason for which the phase was stopped, if it was. */
  async #endOrStop(running: RunningPhase, options: SuperviseOptions): Promise<RecipeError | undefined> {
    const { limits, now, signal, phase } = options;
    const timers = new Set<NodeJS.Timeout>();
    const stopped = new Promise<RecipeError>((resolve) => {
      const spentMs = now().getTime() - running.startedAt.getTime();
      timers.add(setLongTimeout(() => resolve(tooLong(phase, limits)), limits.wallSeconds * 1000 - spentMs));
      const silence = setLongTimeout(() => resolve(tooSilent(phase, limits)), limits.silenceSeconds * 1000);
      timers.add(silence);
      this.#onOutput = () => void silence.refresh();
      const cancel = (): void => resolve(cancelled(phase, signal?.reason));
      if (signal?.aborted) cancel();
      signal?.addEventListener("abort", cancel, { once: true });
    });
    try {
      const reason = await Promise.race([stopped, running.ended.then(() => undefined)]);
      if (reason) await running.stop();
      return reason;
    } finally {
      for (const timer of timers) clearTimeout(timer);
      this.#onOutput = () => {};
    }
  }
}

/** The longest time that a timer takes: 24 days. */
const MOST_MS = 2 ** 31 - 1;

function setLongTimeout(callback: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(callback, Math.min(Math.max(ms, 0), MOST_MS));
}

function tooLong(phase: string, { wallSeconds }: RecipeLimits): RecipeError {
  return new RecipeError("ERR_RECIPE_TIMEOUT", `${phase} took longer than its ${wallSeconds} seconds`, {
    hint: "raise limits.wallSeconds of the recipe, or give it a faster machine",
    phase,
  });
}

function tooSilent(phase: string, { silenceSeconds }: RecipeLimits): RecipeError {
  return new RecipeError("ERR_RECIPE_SILENT", `${phase} printed nothing for ${silenceSeconds} seconds`, {
    hint: "it may hang; if it is only slow, raise limits.silenceSeconds of the recipe",
    phase,
  });
}

export function cancelled(phase: string | undefined, cause: unknown): RecipeError {
  return new RecipeError("ERR_RECIPE_CANCELLED", "the build was cancelled", {
    cause,
    ...(phase && { phase }),
  });
}
