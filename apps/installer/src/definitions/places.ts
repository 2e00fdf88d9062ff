import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type Io, UsageError } from "@nodewright/command-line";
import { definitionDirectories, type Lifecycle } from "@nodewright/definitions";
import { parseSchedule } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";

/** The forms a definition can be written in. */
export type Format = "node-build" | "yaml" | "json";

/** @throws UsageError for any other word. */
export function formatOf(word: string): Format {
  if (word === "node-build" || word === "yaml" || word === "json") return word;
  throw new UsageError(`--format ${word} is not known`, { hint: "node-build, yaml or json" });
}

/** Every folder that definitions are looked for in: NODE_BUILD_DEFINITIONS, nodenv's plugins, NODE_BUILD_ROOT. */
export async function lookupPath({ env, cwd }: Io): Promise<string[]> {
  const directories = await definitionDirectories({
    definitionPath: env.NODE_BUILD_DEFINITIONS,
    nodenvRoot: nodenvRoot(env),
    ownTree: env.NODE_BUILD_ROOT && join(env.NODE_BUILD_ROOT, "share", "node-build"),
  });
  return directories.map((directory) => resolve(cwd, directory));
}

/** Where nodenv finds what is written: the folder of a plugin of its own. */
export function pluginFolder(env: Io["env"]): string {
  return join(nodenvRoot(env), "plugins", "nodewright-definitions", "share", "node-build");
}

function nodenvRoot(env: Io["env"]): string {
  return env.NODENV_ROOT || join(env.HOME || homedir(), ".nodenv");
}

/** The schedule of releases, from a file or as bundled, and today. */
export async function lifecycleOf(file: string | undefined, io: Io): Promise<Lifecycle> {
  const schedule =
    file === undefined ? snapshot.schedule : parseSchedule(await readInput("--schedule", file, io));
  return { schedule, now: new Date() };
}

/** @throws UsageError when the file cannot be read. */
export async function readInput(option: string, file: string, { cwd }: Io): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), "utf8");
  } catch (cause) {
    throw new UsageError(
      `${option} ${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
      },
    );
  }
}
