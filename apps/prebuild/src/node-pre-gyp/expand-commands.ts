import { bestNapiVersion, type NapiSupport, usableNapiVersions } from "@nodewright/prebuild-fetch";
import type { CommandName } from "./command-names.js";
import type { QueuedCommand } from "./parse-argv.js";

/** Commands that are done for each Node-API level that an addon is built for. */
const REPEATED: ReadonlySet<CommandName> = new Set([
  "build",
  "clean",
  "configure",
  "package",
  "publish",
  "reveal",
  "testbinary",
  "testpackage",
  "unpublish",
]);

const PREFIX = "napi_build_version=";

type Manifest = Parameters<typeof usableNapiVersions>[0];

/** One command for each level, in the order of the levels; `install` takes the best one. */
export function expandCommands(
  commands: readonly QueuedCommand[],
  manifest: Manifest,
  support: NapiSupport,
): QueuedCommand[] {
  const levels = usableNapiVersions(manifest, support);
  if (levels === undefined) return [...commands];
  return commands.flatMap(({ name, args }): QueuedCommand[] => {
    if (name === "install") return [{ name, args: [`${PREFIX}${bestNapiVersion(manifest, support)}`] }];
    if (!REPEATED.has(name)) return [{ name, args }];
    return levels.map((level) => ({ name, args: [...args, `${PREFIX}${level}`] }));
  });
}

/** The level among a command's arguments. */
export function napiLevelOf(args: readonly string[]): number | undefined {
  const word = args.find((arg) => arg.startsWith(PREFIX));
  return word === undefined ? undefined : Number.parseInt(word.slice(PREFIX.length), 10) || undefined;
}
