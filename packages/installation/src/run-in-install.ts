import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter } from "node:path";
import { InstallError, systemCode } from "./errors.js";
import { binFolder, type Install } from "./list-installs.js";

export interface RunOptions {
  readonly install: Install;
  /** The command and its arguments; found on the install's own folder first, then on PATH. */
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Passed on to the command as SIGTERM. */
  readonly signal?: AbortSignal | undefined;
}

/** The environment with an install's node, npm and npx first on PATH. */
export function environmentOf(
  install: Install,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const rest = env[key];
  const bin = binFolder(install.prefix, install.target);
  return { ...env, [key]: rest ? `${bin}${delimiter}${rest}` : bin };
}

/**
 * Runs a command with an install first on PATH and this process's own input and output.
 * @returns its exit code, 128 + the signal's number when a signal ended it
 * @throws InstallError ERR_INSTALL_COMMAND when the command cannot be started
 */
export async function runInInstall({ install, command, env, cwd, signal }: RunOptions): Promise<number> {
  const [file, ...args] = command;
  const child = spawn(file, args, { stdio: "inherit", cwd, env: environmentOf(install, env) });
  const stop = (): void => void child.kill("SIGTERM");
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", (error) => reject(notStarted(file, install, error)));
      child.once("close", (code, by) => resolve(by === null ? (code ?? 1) : 128 + constants.signals[by]));
    });
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function notStarted(file: string, install: Install, error: Error): InstallError {
  const code = systemCode(error);
  const why = code === "ENOENT" ? "there is no such command on PATH" : (code ?? error.message);
  return new InstallError("ERR_INSTALL_COMMAND", `${file} cannot be started: ${why}`, {
    hint: `the folder searched first is ${binFolder(install.prefix, install.target)}`,
    cause: error,
  });
}
