import { userInfo } from "node:os";
import { promoteBuild } from "@nodewright/build-farm";
import type { Command, Io } from "@nodewright/command-line";
import { reindex } from "@nodewright/release-publish";
import { type FarmFlags, print, withFarm, withFarmFlags } from "../session.js";
import { whole } from "./jobs.js";

interface PromoteFlags extends FarmFlags {
  readonly revision: string;
  readonly replace?: string;
}

/** Commands that change what is public. */
export function addPublish(root: Command, io: Io): void {
  withFarmFlags(root.command("promote"))
    .description("publish what a recipe has built and what was validated, by hand")
    .argument("<version>")
    .argument("<recipe>")
    .option("--revision <number>", "which build", "1")
    .option("--replace <reason>", "in the place of published files; who, when and why is recorded and public")
    .action((version: string, recipe: string, flags: PromoteFlags) =>
      withFarm(flags, io, async (farm) => {
        const replace =
          flags.replace === undefined ? undefined : { by: userInfo().username, reason: flags.replace };
        const revision = whole("--revision", flags.revision);
        const result = await promoteBuild(farm, { version, recipe, revision, replace, signal: io.signal });
        print(flags, io, { result }, `${JSON.stringify(result)}\n`);
      }),
    );
  withFarmFlags(root.command("index"))
    .description("write index.json, index.tab and index.ndjson anew, out of the records of the releases")
    .argument("[channel...]", "default: all")
    .action((channels: string[], flags: FarmFlags) =>
      withFarm(flags, io, async (farm) => {
        const names = channels.length > 0 ? channels : await farm.tree.channels();
        for (const channel of names) {
          const releases = await reindex(farm.root, channel, { signal: io.signal });
          print(flags, io, { channel, releases }, `${channel}: ${releases} releases\n`);
        }
      }),
    );
}
