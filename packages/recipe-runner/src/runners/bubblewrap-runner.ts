import { RecipeError } from "../errors.js";
import { runCommand } from "../run-command.js";
import { createCgroup } from "./cgroup.js";
import { startChildPhase } from "./child-phase.js";
import { hostToolchain } from "./host-toolchain.js";
import { requireCommands } from "./require-commands.js";
import type { PhaseRun, Runner } from "./runner.js";

export interface LocalRunnerOptions {
  /** PATH finds the tools; nothing else of it reaches a phase. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}

/** A user without a name and without rights. */
const INSIDE_ID = "1000";

/** Runs phases in namespaces of their own, on the tools of this machine. */
export function createBubblewrapRunner({ env, now }: LocalRunnerOptions): Runner {
  return {
    name: "bubblewrap",
    isolates: true,
    version: async () => {
      const { code, stdout } = await runCommand("bwrap", ["--version"], { env });
      if (code === 0) return stdout.trim();
      throw new RecipeError("ERR_RECIPE_RUNNER", "bubblewrap is not installed", {
        hint: "install it (Debian: apt install bubblewrap), or podman",
      });
    },
    prepareBase: async ({ data }) => {
      if (data.kind === "build" && data.base.kind === "host") {
        await requireCommands(data.base.needs, env);
        return { kind: "host" };
      }
      throw new RecipeError("ERR_RECIPE_RUNNER", `bubblewrap has no images, and ${data.name} needs one`, {
        hint: "use podman or docker",
      });
    },
    start: async (run, log) => {
      const cgroup = await createCgroup(`nodewright-${run.lease}-${run.phase}`, run.limits);
      const command = ["bwrap", ...(await sandbox(run)), "--", ...run.command];
      return await startChildPhase({
        phase: run.phase,
        command: cgroup.wrap(command),
        env: { PATH: env.PATH ?? "/usr/bin:/bin" },
        cwd: "/",
        log,
        now,
        killRest: cgroup.kill,
        cleanUp: cgroup.remove,
      });
    },
    // It dies with the process that started it.
    adopt: async () => undefined,
  };
}

async function sandbox({ mounts, env, cwd, network }: PhaseRun): Promise<string[]> {
  const { paths, links } = await hostToolchain({ network });
  return [
    ...["--unshare-all", ...(network ? ["--share-net"] : []), "--die-with-parent", "--new-session"],
    ...[
      "--uid",
      INSIDE_ID,
      "--gid",
      INSIDE_ID,
      "--cap-drop",
      "ALL",
      "--hostname",
      "nodewright",
      "--clearenv",
    ],
    ...["--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"],
    ...paths.flatMap((path) => ["--ro-bind", path, path]),
    ...links.flatMap(({ path, to }) => ["--symlink", to, path]),
    ...mounts.flatMap(({ from, to, writable }) => [writable ? "--bind" : "--ro-bind", from, to]),
    ...Object.entries(env).flatMap(([key, value]) => ["--setenv", key, value]),
    ...["--remount-ro", "/", "--chdir", cwd],
  ];
}
