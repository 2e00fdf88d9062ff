import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { assertTarget, type ExecutableInfo, inspect } from "@nodewright/executable";
import { compatibleTargets, formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import { errorCode, InstallError, messageOf } from "./errors.js";

const run = promisify(execFile);
const runTimeoutMs = 30_000;

/**
 * Reads the header of a node executable and compares it with the target it is to be installed for. The name of an
 * archive proves nothing about its content.
 * @throws InstallError ERR_INSTALL_INCOMPLETE, ERR_INSTALL_WRONG_BINARY
 */
export async function checkHeader(executable: string, target: Target): Promise<ExecutableInfo> {
  try {
    const info = await inspect(executable);
    assertTarget(info, target);
    return info;
  } catch (error) {
    if (errorCode(error) === "ERR_EXECUTABLE_UNREADABLE") throw noExecutable(error);
    throw new InstallError(
      "ERR_INSTALL_WRONG_BINARY",
      `the archive for ${formatTarget(target)} holds another binary: ${messageOf(error)}`,
      {
        hint: "nothing was installed; the source is wrong about this file: use another one and tell its operator",
        cause: error,
      },
    );
  }
}

/** The error for an archive that is right by its digest and still no Node.js. */
export function noExecutable(cause: unknown): InstallError {
  return new InstallError(
    "ERR_INSTALL_INCOMPLETE",
    "the archive holds no node executable where one belongs",
    {
      hint: "the source's archive is broken; use another source",
      cause,
    },
  );
}

/**
 * How a host runs binaries of a target: by itself, or `translated` by something that it may lack (Rosetta 2, or the
 * emulation of x64 that came with Windows 11). Undefined where it does not.
 */
export function runnability(target: Target, host: Target): "native" | "translated" | undefined {
  const found = compatibleTargets(host).find((one) => targetsEqual(one.target, target));
  if (found === undefined) return undefined;
  return found.reason === "rosetta" || found.reason === "emulated" ? "translated" : "native";
}

export interface RunOptions {
  /** The release that the executable must say it is. */
  readonly version: string;
  readonly target: Target;
  readonly host: Target;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a node once, where the host can.
 * @returns its `process.versions`; undefined where the host does not run it
 * @throws InstallError ERR_INSTALL_DOES_NOT_RUN when it does not start on a host of its own kind, or says that it
 * is another version
 */
export async function readVersions(
  executable: string,
  options: RunOptions,
): Promise<Readonly<Record<string, string>> | undefined> {
  const how = runnability(options.target, options.host);
  if (how === undefined) return undefined;
  const outcome = await ask(executable, options);
  if (outcome instanceof InstallError) {
    // Without what translates it is a build for another machine, which is not run either.
    if (how === "translated") return undefined;
    throw outcome;
  }
  if (`v${outcome.node}` === options.version) return outcome;
  throw new InstallError(
    "ERR_INSTALL_DOES_NOT_RUN",
    `the node of ${options.version} says that it is v${outcome.node}`,
    { hint: "the source is wrong about this file: use another one and tell its operator" },
  );
}

async function ask(
  executable: string,
  { env, signal }: RunOptions,
): Promise<Readonly<Record<string, string>> | InstallError> {
  try {
    const { stdout } = await run(executable, ["-p", "JSON.stringify(process.versions)"], {
      // Options meant for the user's own programs could keep this one from starting.
      env: { ...env, NODE_OPTIONS: undefined },
      timeout: runTimeoutMs,
      signal,
    });
    return toVersions(JSON.parse(stdout));
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return new InstallError("ERR_INSTALL_DOES_NOT_RUN", `the node does not run here: ${whyNot(error)}`, {
      hint: "this system may be older than the binary needs: try an older version or another --target",
      cause: error,
    });
  }
}

function toVersions(answer: unknown): Record<string, string> {
  const entries = Object.entries(answer ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const versions = Object.fromEntries(entries);
  if (versions.node === undefined) throw new TypeError("it does not say its version");
  return versions;
}

function whyNot(error: unknown): string {
  const stderr: unknown = error instanceof Error ? Reflect.get(error, "stderr") : undefined;
  const line = typeof stderr === "string" ? stderr.trim().split("\n")[0] : undefined;
  return line || errorCode(error) || messageOf(error);
}
