import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { RecipeError } from "../errors.js";
import type { LocalRunnerOptions } from "./bubblewrap-runner.js";
import { createCgroup } from "./cgroup.js";
import { startChildPhase } from "./child-phase.js";
import { killProcess } from "./kill-process.js";
import { requireCommands } from "./require-commands.js";
import type { Runner } from "./runner.js";

/** Every process of a phase has this variable, by which it is found. */
const MARK = "NODEWRIGHT_LEASE";

/**
 * Runs phases on this machine as it is: they see all its files and its network. For machines that are made for one
 * build and thrown away.
 */
export function createHostRunner({ env, now }: LocalRunnerOptions): Runner {
  const path = env.PATH ?? "/usr/bin:/bin";
  return {
    name: "host",
    isolates: false,
    version: async () => `${process.platform}-${process.arch}`,
    prepareBase: async ({ data }) => {
      if (data.kind === "build" && data.base.kind === "host") {
        await requireCommands(data.base.needs, env);
        return { kind: "host" };
      }
      throw new RecipeError(
        "ERR_RECIPE_RUNNER",
        `${data.name} needs an image, which the bare machine is not`,
        {
          hint: "use podman or docker",
        },
      );
    },
    start: async ({ lease, phase, limits, command, env: variables, cwd }, log) => {
      const cgroup = await createCgroup(`nodewright-${lease}-${phase}`, limits);
      return await startChildPhase({
        phase,
        command: cgroup.wrap(command),
        env: { ...variables, PATH: path, [MARK]: `${lease}/${phase}` },
        cwd,
        log,
        now,
        killRest: async () => {
          await cgroup.kill();
          await killMarked(`${MARK}=${lease}/${phase}`);
        },
        cleanUp: cgroup.remove,
      });
    },
    adopt: async () => undefined,
  };
}

/** Where the kernel shows processes' variables: what left the process group is found by them. */
async function killMarked(mark: string): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
    const marked = await Promise.all(pids.map((pid) => isMarked(pid, mark)));
    const found = pids.filter((_, index) => marked[index]);
    if (found.length === 0) return;
    for (const pid of found) killProcess(pid);
    await delay(10);
  }
}

async function isMarked(pid: number, mark: string): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
  return text.split("\0").includes(mark);
}
