import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  collectGarbage,
  diagnoseFarm,
  importTree,
  parseBuildQueue,
  pushRelease,
  reproduceBuild,
} from "@nodewright/build-farm";
import { type Command, formatTable, type Io } from "@nodewright/command-line";
import { type FarmFlags, print, withFarm, withFarmFlags } from "../session.js";

/** Commands that look after a farm. */
export function addCare(root: Command, io: Io, setExitCode: (code: number) => void): void {
  withFarmFlags(root.command("doctor"))
    .description("whether all that a farm needs is here, and what to do; 1 when something is wrong")
    .action((flags: FarmFlags) =>
      withFarm(flags, io, async (farm) => {
        const found = await diagnoseFarm(farm, io.signal);
        const rows = found.map(({ name, verdict, message }) => [name, verdict, message.split("\n")[0] ?? ""]);
        const hints = found.flatMap(({ name, hint }) =>
          hint === undefined ? [] : [`hint: ${name}: ${hint}\n`],
        );
        print(flags, io, { found }, formatTable(rows) + hints.join(""));
        if (found.some(({ verdict }) => verdict === "problem")) setExitCode(1);
      }),
    );
  withFarmFlags(root.command("gc"))
    .description(
      "move old logs, archives and sources to the trash, and empty it, as farm.json's keepDays say",
    )
    .option("--dry-run", "say what would be done")
    .action((flags: FarmFlags & { readonly dryRun?: boolean }) =>
      withFarm(flags, io, async (farm) => {
        const garbage = await collectGarbage(farm, { dryRun: flags.dryRun ?? false });
        const rows = garbage.map(({ action, path, why }) => [action, path, why]);
        print(flags, io, { garbage }, rows.length === 0 ? "nothing is old\n" : formatTable(rows));
      }),
    );
  withFarmFlags(root.command("import"))
    .description("take over what an unofficial-builds has published, and what it has queued")
    .argument("<folder>", "the one with download/ and var/")
    .action((folder: string, flags: FarmFlags) => importFarm(folder, flags, io));
  withFarmFlags(root.command("reproduce"))
    .description("build a target twice and report what differs; 1 if anything does")
    .argument("<version>")
    .argument("<recipe>")
    .action((version: string, recipe: string, flags: FarmFlags) =>
      withFarm(flags, io, async (farm) => {
        const log = ({ text }: { readonly text: string }): unknown => io.stderr.write(text);
        const report = await reproduceBuild(farm, {
          version,
          recipe,
          log: (chunk) => void log(chunk),
          signal: io.signal,
        });
        const lines = report.files.flatMap(({ name, verdict, differences }) => [
          `${name}: ${verdict}\n`,
          ...differences
            .slice(0, 50)
            .map(({ what, path, first, second }) => `  ${what} ${path}: ${first} | ${second}\n`),
        ]);
        print(flags, io, report, lines.join(""));
        if (!report.identical) setExitCode(1);
      }),
    );
}

async function importFarm(name: string, flags: FarmFlags, io: Io): Promise<void> {
  const folder = resolve(io.cwd, name);
  await withFarm(flags, io, async (farm) => {
    for await (const release of importTree(farm, folder, io.signal)) {
      const refused = release.refused.map((file) => `  refused: ${file}: not the bytes of its list\n`);
      print(flags, io, release, `${release.version}: ${release.added.length} files\n${refused.join("")}`);
    }
    const queue = await readFile(join(folder, "var/build_queue"), "utf8").catch(() => "");
    for (const { version, recipes } of parseBuildQueue(queue)) {
      const pushed = await pushRelease(farm, { version, recipes });
      print(flags, io, { queued: version, jobs: pushed.length }, `${version}: ${pushed.length} jobs\n`);
    }
  });
}
