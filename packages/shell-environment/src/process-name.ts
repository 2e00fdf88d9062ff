import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The name of a process, undefined where the system does not tell. */
export async function processName(pid: number, platform: string): Promise<string | undefined> {
  try {
    if (platform === "linux") return (await readFile(`/proc/${pid}/comm`, "utf8")).trim();
    if (platform === "win32") return undefined;
    return (await run("ps", ["-o", "comm=", "-p", String(pid)], { timeout: 1000 })).stdout.trim();
  } catch {
    // A hint only: what cannot be asked is guessed from the environment.
    return undefined;
  }
}
