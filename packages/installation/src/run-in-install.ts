import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { runnability } from "./check-binary.js";
import { errorCode, InstallError, messageOf } from "./errors.js";
import { binFolder, type Install } from "./list-installs.js";

export interface RunInInstallOptions {
  readonly install: Pick<Install, "prefix" | "target" | "executable">;
  /** The command and its arguments; found in the install's own folder first, then on PATH. */
  readonly command: readonly [string, ...string[]];
  /** The machine this runs on. */
  readonly host: Target;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /**
   * Takes the signals that this process gets, until what it returns is called: they are passed on to the command, but
   * for those that `isForAll` says it has got by itself. Without it they do to this process what they always do.
   */
  readonly takeSignals?:
    | ((listener: (signal: NodeJS.Signals, isForAll: boolean) => void) => () => void)
    | undefined;
}

/** The environment with an install's node, npm and npx first on PATH. */
export function environmentOf(
  { prefix, target }: Pick<Install, "prefix" | "target">,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  // Windows spells it Path, and knows no difference.
  const key = "PATH" in env ? "PATH" : (Object.keys(env).find((name) => /^path$/i.test(name)) ?? "PATH");
  const rest = env[key];
  const bin = binFolder(prefix, target);
  return { ...env, [key]: rest ? `${bin}${delimiter}${rest}` : bin };
}

/**
 * Runs a command with an install first on PATH and this process's own input and output.
 * @returns its exit code, 128 + the signal's number when a signal ended it
 * @throws InstallError ERR_INSTALL_COMMAND when the command cannot be started, or the install is for a machine that
 * the host is not: another node on PATH would run in its place
 */
export async function runInInstall(options: RunInInstallOptions): Promise<number> {
  const { install, command, host, env, cwd, takeSignals } = options;
  assertRunnable(install.target, host);
  const [file, ...args] = commandLine(install, command);
  const child = spawn(file, args, { stdio: "inherit", cwd, env: environmentOf(install, env) });
  const giveBack = takeSignals?.((signal, isForAll) => {
    if (!isForAll) child.kill(signal);
  });
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", (error) => reject(notStarted(file, install, error)));
      child.once("close", (code, by) => resolve(by === null ? (code ?? 1) : 128 + constants.signals[by]));
    });
  } finally {
    giveBack?.();
  }
}

/** On Windows npm and npx are command scripts, which no process can be started of; what they run is. */
export function commandLine(
  { prefix, target, executable }: Pick<Install, "prefix" | "target" | "executable">,
  command: readonly [string, ...string[]],
): readonly [string, ...string[]] {
  const [file, ...args] = command;
  const isScript = target.os === "win32" && /^np[mx]$/.test(file);
  return isScript
    ? [executable, join(prefix, "node_modules", "npm", "bin", `${file}-cli.js`), ...args]
    : command;
}

function assertRunnable(target: Target, host: Target): void {
  if (runnability(target, host) !== undefined) return;
  throw new InstallError(
    "ERR_INSTALL_COMMAND",
    `an install for ${formatTarget(target)} does not run on this host, ${formatTarget(host)}`,
    { hint: "run it on a machine of its kind, or leave --target out" },
  );
}

function notStarted(file: string, install: Pick<Install, "prefix" | "target">, error: Error): InstallError {
  const code = errorCode(error);
  const why = code === "ENOENT" ? "there is no such command on PATH" : (code ?? messageOf(error));
  return new InstallError("ERR_INSTALL_COMMAND", `${file} cannot be started: ${why}`, {
    hint: `the folder searched first is ${binFolder(install.prefix, install.target)}`,
    cause: error,
  });
}
