import { join } from "node:path";
import { RecipeError } from "../errors.js";
import { runCommand } from "../run-command.js";
import type { ContainerUser } from "./container-arguments.js";
import { type ContainerEngine, engineOutput, errorLine } from "./container-engine.js";
import type { BaseOptions } from "./runner.js";

export interface ImageOptions extends BaseOptions {
  readonly directory: string;
  /** `Containerfile`, or `Dockerfile` of a recipe of unofficial-builds. */
  readonly file: string;
  /** Has the recipe's digest in it: an image that has this name is the right one. */
  readonly tag: string;
  readonly user: ContainerUser;
}

/**
 * The image of a recipe, built unless one of this tag is there. Gives its id.
 *
 * @throws RecipeError `ERR_RECIPE_IMAGE`.
 */
export async function buildImage(engine: ContainerEngine, options: ImageOptions): Promise<string> {
  const { directory, file, tag, user, log, signal } = options;
  const inspect = ["image", "inspect", "--format", "{{.Id}}", tag];
  const found = await runCommand(engine.command, inspect, engine);
  if (found.code === 0) return found.stdout.trim();
  const args = ["build", "--file", join(directory, file), "--tag", tag];
  const identity = ["--build-arg", `UID=${user.uid}`, "--build-arg", `GID=${user.gid}`];
  const result = await runCommand(engine.command, [...args, ...identity, directory], {
    ...engine,
    signal,
    onOutput: (stream, text) => log({ phase: "image", stream, text }),
  });
  if (signal?.aborted) {
    throw new RecipeError("ERR_RECIPE_CANCELLED", "the build was cancelled", {
      cause: signal.reason,
      phase: "image",
    });
  }
  if (result.code !== 0) {
    throw new RecipeError("ERR_RECIPE_IMAGE", `the image of ${tag} was not built: ${errorLine(result)}`, {
      hint: "the log has what the builder said; a registry that cannot be reached is a common cause",
      phase: "image",
    });
  }
  return await engineOutput(engine, inspect);
}
