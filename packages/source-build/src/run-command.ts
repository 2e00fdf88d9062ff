import { spawn } from "node:child_process";
import { writeSync } from "node:fs";
import type { BuildContext, Environment } from "./context.js";
import { endGroupOn } from "./end-group.js";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Environment;
  /** Where the command prints: the log (the default), or where the build itself does. */
  readonly output?: "log" | "inherit";
}

/** What running a command takes of a build. */
export type RunContext = Pick<BuildContext, "buildPath" | "env" | "logFd" | "signal">;

/**
 * Runs a command to its end with the build's environment. A build that can be stopped gives each command a
 * process group of its own, without the terminal: what is stopped is the whole of it.
 *
 * @returns Its exit code; 127 when there is no such command, 128 and more when a signal ended it.
 */
export function run(
  context: RunContext,
  [command, ...args]: readonly [string, ...string[]],
  { cwd = context.buildPath, env = context.env, output = "log" }: RunOptions = {},
): Promise<number> {
  const sink = output === "log" ? context.logFd : "inherit";
  const { signal } = context;
  if (signal?.aborted) return Promise.resolve(128);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: childEnv(env),
      stdio: [signal ? "ignore" : "inherit", sink, sink],
      detached: signal !== undefined,
    });
    const forget = signal && endGroupOn(signal, child);
    child.once("error", (error) => {
      log(context, `${command}: ${error.message}\n`);
      forget?.();
      resolve(127);
    });
    child.once("exit", (code) => {
      forget?.();
      resolve(code ?? 128);
    });
  });
}

/** What a command prints, without the newlines at its end; undefined when it fails. */
export function capture(
  [command, ...args]: readonly [string, ...string[]],
  { env, cwd, stderrFd }: { readonly env: Environment; readonly cwd?: string; readonly stderrFd?: number },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: childEnv(env),
      ...(cwd !== undefined && { cwd }),
      stdio: ["ignore", "pipe", stderrFd ?? "ignore"],
    });
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.once("error", () => resolve(undefined));
    child.once("close", (code) => resolve(code === 0 ? text.replace(/\n+$/, "") : undefined));
  });
}

/** Our own variables are nobody else's business. */
function childEnv(env: Environment): Record<string, string> {
  const own = Object.entries(env).filter(([name]) => !name.startsWith("NODEWRIGHT_BUILD_"));
  return Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Writes to the build's log. */
export function log({ logFd }: Pick<BuildContext, "logFd">, text: string): void {
  writeSync(logFd, text);
}
