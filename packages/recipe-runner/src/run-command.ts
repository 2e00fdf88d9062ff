import { spawn } from "node:child_process";

export interface CommandOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with output as it comes. */
  readonly onOutput?: ((stream: "stdout" | "stderr", text: string) => void) | undefined;
}

export interface CommandResult {
  /** 127 where there is no such program. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Never throws: a program that cannot be started has exit code 127. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { env, cwd, signal, onOutput }: CommandOptions,
): Promise<CommandResult> {
  return await new Promise((resolve) => {
    const child = spawn(command, args, {
      env: definedOnly(env),
      stdio: ["ignore", "pipe", "pipe"],
      ...(cwd !== undefined && { cwd }),
      ...(signal && { signal }),
    });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        output[stream] += text;
        onOutput?.(stream, text);
      });
    }
    child.once("error", ({ message }) => resolve({ code: 127, ...output, stderr: output.stderr || message }));
    child.once("close", (code) => resolve({ code: code ?? 128, ...output }));
  });
}

export function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
