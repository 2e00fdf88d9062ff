import type { Command } from "@nodewright/command-line";

/** What every command on an addon's folder takes. */
export function withProject(command: Command): Command {
  return command
    .option("-C, --directory <folder>", "the addon's folder (default: the current one)")
    .option("--json", "one JSON object on standard output");
}
