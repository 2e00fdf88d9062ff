import { RecipeError } from "../errors.js";
import { createBubblewrapRunner } from "./bubblewrap-runner.js";
import { createContainerRunner } from "./container-runner.js";
import { createHostRunner } from "./host-runner.js";
import type { Runner, RunnerName } from "./runner.js";

export interface OpenRunnerOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder for podman's settings; without it podman runs with those of this machine. */
  readonly settings?: string | undefined;
  readonly now: () => Date;
}

/** In the order in which they are tried when none is asked for. */
export const runnerNames: readonly RunnerName[] = ["podman", "docker", "bubblewrap", "host"];

/** A runner by its name. `host` gives no isolation at all: name it only when the user asks for it. */
export function createRunner(name: RunnerName, { env, settings, now }: OpenRunnerOptions): Runner {
  if (name === "host") return createHostRunner({ env, now });
  if (name === "bubblewrap") return createBubblewrapRunner({ env, now });
  return createContainerRunner({ engine: name, env, settings });
}

/**
 * The first runner that isolates and works here.
 *
 * @throws RecipeError `ERR_RECIPE_RUNNER`, which says of each what it lacks.
 */
export async function chooseRunner(options: OpenRunnerOptions): Promise<Runner> {
  const problems: string[] = [];
  for (const name of runnerNames.filter((it) => it !== "host")) {
    const runner = createRunner(name, options);
    try {
      await runner.version();
      return runner;
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new RecipeError("ERR_RECIPE_RUNNER", `nothing here isolates builds: ${problems.join("; ")}`, {
    hint: "install podman or bubblewrap; --unsafe-host runs builds without isolation",
  });
}
