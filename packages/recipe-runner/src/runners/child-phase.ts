import { spawn } from "node:child_process";
import { once } from "node:events";
import { RecipeError } from "../errors.js";
import { killProcess } from "./kill-process.js";
import type { LogSink, PhaseEnd, RunningPhase } from "./runner.js";

export interface ChildPhaseOptions {
  readonly phase: string;
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly log: LogSink;
  readonly now: () => Date;
  /** Ends what is not in the child's process group. */
  readonly killRest: () => Promise<void>;
  /** Called once all is over. */
  readonly cleanUp: () => Promise<void>;
}

const SIGKILL_EXIT = 137;

/** A phase that is a child of this process and ends with it. @throws RecipeError `ERR_RECIPE_RUNNER`. */
export async function startChildPhase(options: ChildPhaseOptions): Promise<RunningPhase> {
  const { phase, command, env, cwd, log, now, killRest, cleanUp } = options;
  const [program, ...args] = command;
  const child = spawn(program, args, { env, cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => log({ phase, stream, text }));
  }
  let isStopped = false;
  const killAll = async (): Promise<void> => {
    if (child.pid !== undefined) killProcess(-child.pid);
    await killRest();
  };
  const ended = new Promise<PhaseEnd>((resolve) => {
    // What a phase leaves behind would hold the pipes open: it ends with the phase's first process.
    child.once("exit", () => void killAll());
    child.once("close", (code, signal) => {
      const killed = !isStopped && (signal === "SIGKILL" || code === SIGKILL_EXIT);
      resolve({ exitCode: code ?? SIGKILL_EXIT, killed });
    });
  });
  try {
    await once(child, "spawn");
  } catch (cause) {
    throw new RecipeError("ERR_RECIPE_RUNNER", `${program} cannot be started`, { cause, phase });
  }
  const stop = async (): Promise<void> => {
    isStopped = true;
    await killAll();
    await ended;
  };
  return { startedAt: now(), ended, stop, remove: cleanUp };
}
