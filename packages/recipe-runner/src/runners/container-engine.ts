import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { RecipeError } from "../errors.js";
import { type CommandResult, definedOnly, runCommand } from "../run-command.js";
import type { LogSink, PhaseEnd, RunningPhase } from "./runner.js";

/** podman or docker on the command line. */
export interface ContainerEngine {
  readonly command: "podman" | "docker";
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where it runs: podman's monitor leaves a file named oom there when memory runs out. */
  readonly cwd: string;
}

/** @throws RecipeError `ERR_RECIPE_RUNNER` with what the engine says of it. */
export async function engineOutput(
  { command, env, cwd }: ContainerEngine,
  args: readonly string[],
): Promise<string> {
  const result = await runCommand(command, args, { env, cwd });
  if (result.code === 0) return result.stdout.trim();
  throw new RecipeError("ERR_RECIPE_RUNNER", `${command} ${args[0]} failed: ${errorLine(result)}`, {
    hint: "`farm doctor` tests what this machine can run, and says what it lacks",
  });
}

/** The line that says what went wrong: the last that calls itself an error, else the last of all. */
export function errorLine({ stdout, stderr, code }: CommandResult): string {
  const lines = (stderr.trim() || stdout.trim()).split("\n");
  return lines.findLast((line) => /error/i.test(line)) ?? (lines.at(-1) || `exit code ${code}`);
}

const STREAMS = ["stdout", "stderr"] as const;
const SIGKILL_EXIT = 137;
/** How long the rest of a log may take once its container has ended. */
const LOG_REST_MS = 10_000;

interface FollowOptions {
  readonly id: string;
  readonly phase: string;
  readonly log: LogSink;
}

/** A container that was started, by this process or by one before it. */
export async function followContainer(
  engine: ContainerEngine,
  options: FollowOptions,
): Promise<RunningPhase> {
  const { id } = options;
  const startedAt = await engineOutput(engine, ["inspect", "--format", "{{json .State.StartedAt}}", id]);
  const finishLog = followLog(engine, options);
  let isStopped = false;
  const wait = async (): Promise<PhaseEnd> => {
    const exitCode = Number((await engineOutput(engine, ["wait", id])).split("\n").at(-1));
    await finishLog();
    return { exitCode, killed: !isStopped && exitCode === SIGKILL_EXIT };
  };
  const ended = wait();
  ended.catch(() => undefined);
  return {
    startedAt: new Date(JSON.parse(startedAt)),
    ended,
    stop: async () => {
      isStopped = true;
      await runCommand(engine.command, ["kill", id], engine);
      await ended;
    },
    remove: async () => {
      await runCommand(engine.command, ["rm", "--force", "--volumes", id], engine);
    },
  };
}

/** Passes on the log as it grows. What it gives is called once the container has ended: it passes on the rest. */
function followLog(engine: ContainerEngine, { id, phase, log }: FollowOptions): () => Promise<void> {
  const follower = spawn(engine.command, ["logs", "--follow", id], {
    env: definedOnly(engine.env),
    cwd: engine.cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const seen = { stdout: 0, stderr: 0 };
  for (const stream of STREAMS) {
    follower[stream].setEncoding("utf8").on("data", (text: string) => {
      seen[stream] += text.length;
      log({ phase, stream, text });
    });
  }
  const closed = once(follower, "close").catch(() => undefined);
  return async () => {
    await Promise.race([closed, delay(LOG_REST_MS, undefined, { ref: false })]);
    for (const stream of STREAMS) follower[stream].removeAllListeners("data");
    follower.kill();
    // A follower may end before the log does.
    const whole = await runCommand(engine.command, ["logs", id], engine);
    for (const stream of whole.code === 0 ? STREAMS : []) {
      const text = whole[stream].slice(seen[stream]);
      if (text !== "") log({ phase, stream, text });
    }
  };
}
