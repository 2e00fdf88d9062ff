import { chown } from "node:fs/promises";
import { availableParallelism, tmpdir, userInfo } from "node:os";
import { RecipeError } from "../errors.js";
import { runCommand } from "../run-command.js";
import {
  type ContainerUser,
  containerArguments,
  containerName,
  LEASE_LABEL,
  PHASE_LABEL,
} from "./container-arguments.js";
import { type ContainerEngine, engineOutput, followContainer } from "./container-engine.js";
import { writeContainersConf } from "./containers-conf.js";
import { hostImage } from "./host-image.js";
import { hostToolchain } from "./host-toolchain.js";
import { buildImage } from "./recipe-image.js";
import { requireCommands } from "./require-commands.js";
import type { PhaseRun, Runner } from "./runner.js";

export interface ContainerRunnerOptions {
  readonly engine: "podman" | "docker";
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder for podman's settings; without it podman runs with those of this machine. */
  readonly settings?: string | undefined;
}

/** Whom containers run as where the caller is root. */
const UNPRIVILEGED: ContainerUser = { uid: 1000, gid: 1000 };

/** Runs phases in containers, which live on when this process ends: `adopt` finds them by their lease. */
export function createContainerRunner({ engine: command, env, settings }: ContainerRunnerOptions): Runner {
  const caller = userInfo();
  const isRootless = caller.uid !== 0;
  const user = isRootless ? { uid: caller.uid, gid: caller.gid } : UNPRIVILEGED;
  const engine = async (): Promise<ContainerEngine> => ({
    command,
    cwd: settings ?? tmpdir(),
    env: {
      ...env,
      ...(command === "podman" &&
        settings !== undefined && { CONTAINERS_CONF: await writeContainersConf(settings, env.PATH ?? "") }),
    },
  });
  return {
    name: command,
    isolates: true,
    version: async () => await engineVersion(await engine()),
    prepareBase: async ({ data, directory, digest }, options) => {
      if (data.kind === "build" && data.base.kind === "host") {
        await requireCommands(data.base.needs, env);
        return { kind: "host" };
      }
      const file = data.kind === "legacy" ? "Dockerfile" : "Containerfile";
      const tag = `localhost/nodewright/${data.name}:${digest.slice(0, 16)}`;
      const id = await buildImage(await engine(), { directory, file, tag, user, ...options });
      return { kind: "image", id };
    },
    start: async (run, log) => {
      const running = await engine();
      const toolchain = run.base.kind === "host" ? await hostToolchain(run) : undefined;
      const image =
        run.base.kind === "image" ? run.base.id : await hostImage(running, toolchain?.links ?? []);
      if (!isRootless) await giveMounts(run, user);
      const options = {
        engine: command,
        image,
        toolchain,
        user,
        isRootless,
        processors: availableParallelism(),
      };
      const id = await createContainer(running, run, containerArguments(run, options));
      return await followContainer(running, { id, phase: run.phase, log });
    },
    adopt: async (lease, phase, log) => {
      const running = await engine();
      const filters = [`label=${LEASE_LABEL}=${lease}`, `label=${PHASE_LABEL}=${phase}`];
      const listed = await engineOutput(running, [
        ...["ps", "--all", "--no-trunc", "--format", "{{.ID}}"],
        ...filters.flatMap((filter) => ["--filter", filter]),
      ]);
      const [id] = listed.split("\n").filter((line) => line !== "");
      return id === undefined ? undefined : await followContainer(running, { id, phase, log });
    },
  };
}

/** What an engine could not start it leaves behind, and its name is taken. */
async function createContainer(
  engine: ContainerEngine,
  run: PhaseRun,
  args: readonly string[],
): Promise<string> {
  try {
    return await engineOutput(engine, args);
  } catch (error) {
    await runCommand(engine.command, ["rm", "--force", containerName(run)], engine);
    throw error;
  }
}

async function engineVersion(engine: ContainerEngine): Promise<string> {
  const { command } = engine;
  const format = command === "docker" ? "{{.Server.Version}}" : "{{.Client.Version}}";
  const result = await runCommand(command, ["version", "--format", format], engine);
  if (result.code === 0) return `${command} ${result.stdout.trim()}`;
  const isMissing = result.code === 127;
  const why = isMissing ? "is not installed" : `does not answer: ${result.stderr.trim().split("\n").at(-1)}`;
  throw new RecipeError("ERR_RECIPE_RUNNER", `${command} ${why}`, {
    hint: isMissing
      ? `install it (Debian: apt install ${command === "docker" ? "docker.io" : command})`
      : `start it`,
  });
}

/** The folders that a phase writes to belong to whom it runs as. */
async function giveMounts({ mounts }: PhaseRun, { uid, gid }: ContainerUser): Promise<void> {
  for (const { from, writable } of mounts) if (writable) await chown(from, uid, gid);
}
