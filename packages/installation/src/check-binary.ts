import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { assertTarget, type ExecutableInfo, inspect } from "@nodewright/executable";
import { formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import { InstallError, systemCode } from "./errors.js";

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
    if (systemCode(error) === "ENOENT") {
      throw new InstallError(
        "ERR_INSTALL_INCOMPLETE",
        `the archive holds no node executable where one belongs`,
        {
          hint: "the source's archive is broken; use another source",
          cause: error,
        },
      );
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new InstallError(
      "ERR_INSTALL_WRONG_BINARY",
      `the archive for ${formatTarget(target)} holds another binary: ${why}`,
      {
        hint: "nothing was installed; the source is wrong about this file: use another one and tell its operator",
        cause: error,
      },
    );
  }
}

/** Whether the host can run binaries of a target, natively or by a documented fallback. */
export function isRunnable(target: Target, host: Target): boolean {
  return targetsEqual(host, target);
}

/**
 * Runs the installed node and returns its `process.versions`.
 * @throws InstallError ERR_INSTALL_DOES_NOT_RUN when it does not start or is another version than its name says
 */
export async function readVersions(
  executable: string,
  version: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, string>>> {
  const versions = await ask(executable, env);
  if (`v${versions.node}` === version) return versions;
  throw new InstallError(
    "ERR_INSTALL_DOES_NOT_RUN",
    `the archive of ${version} holds a node that says it is v${versions.node}`,
    { hint: "nothing was installed; the source is wrong about this file: use another one" },
  );
}

async function ask(
  executable: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  try {
    const { stdout } = await run(executable, ["-p", "JSON.stringify(process.versions)"], {
      // Options meant for the user's own programs could keep this one from starting.
      env: { ...env, NODE_OPTIONS: undefined },
      timeout: runTimeoutMs,
    });
    return JSON.parse(stdout);
  } catch (error) {
    throw new InstallError(
      "ERR_INSTALL_DOES_NOT_RUN",
      `the unpacked node does not run here: ${whyNot(error)}`,
      {
        hint: "nothing was installed; this system may be older than the binary needs: try an older version or another --target",
        cause: error,
      },
    );
  }
}

function whyNot(error: unknown): string {
  const stderr: unknown = error instanceof Error ? Reflect.get(error, "stderr") : undefined;
  const line = typeof stderr === "string" ? stderr.trim().split("\n")[0] : undefined;
  return line || systemCode(error) || String(error);
}
