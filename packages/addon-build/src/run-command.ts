import { spawn } from "node:child_process";
import type { Environment } from "./types.js";

/** A program and the arguments that always come first. */
export type Command = readonly [string, ...string[]];

export interface RunOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
  /** The command is ended after this time. */
  readonly timeoutMs?: number | undefined;
}

export interface RunOutcome {
  /** Undefined when a signal ended the command, or when there is no such command. */
  readonly exitCode: number | undefined;
  /** What it printed, both streams as they came. */
  readonly output: string;
}

/** Enough for every error of a compiler that anybody reads; the rest of what it prints is dropped. */
const MAX_OUTPUT = 1 << 20;

/** Runs a command to its end, without standard input. */
export function runCommand([file, ...args]: Command, options: RunOptions): Promise<RunOutcome> {
  const { cwd, env, signal, timeoutMs } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(timeoutMs !== undefined && { timeout: timeoutMs, killSignal: "SIGKILL" as const }),
      ...(signal !== undefined && { signal }),
    });
    let output = "";
    const collect = (chunk: string): void => {
      if (output.length < MAX_OUTPUT) output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.once("error", (error) => {
      if (signal?.aborted) reject(signal.reason);
      else resolve({ exitCode: undefined, output: `${output}${file}: ${error.message}\n` });
    });
    child.once("close", (code) => resolve({ exitCode: code ?? undefined, output }));
  });
}

/** A command as a person would type it. */
export function formatCommand(command: Command): string {
  return command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : quoteWord(word))).join(" ");
}

/** A word for a POSIX shell. */
export function quoteWord(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
