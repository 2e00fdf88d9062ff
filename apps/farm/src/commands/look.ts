import {
  checkReleases,
  type FarmStatus,
  farmStatus,
  legacyStatus,
  planBuilds,
  pushRelease,
} from "@nodewright/build-farm";
import { type Command, formatBytes, formatDuration, formatTable, type Io } from "@nodewright/command-line";
import { lineOf, parseVersion } from "@nodewright/release-index";
import { type FarmFlags, print, withFarm, withFarmFlags, words } from "../session.js";
import { tableOf, whole } from "./jobs.js";

/** Commands that look: at upstream, at the queue, at what is missing. */
export function addLook(root: Command, io: Io): void {
  addCheck(root, io);
  addPlan(root, io);
  withFarmFlags(root.command("status"))
    .description("each target of each version, what runs and what waits")
    .option("--versions <count>", "the newest so many", "8")
    .option("--legacy", "as JSON with the keys of unofficial-builds' status.json")
    .action((flags: FarmFlags & { readonly versions: string; readonly legacy?: boolean }) =>
      withFarm(flags, io, async (farm) => {
        const status = await farmStatus(farm, { versions: whole("--versions", flags.versions) });
        if (flags.legacy === true) io.stdout.write(`${JSON.stringify(legacyStatus(status))}\n`);
        else print(flags, io, status, renderStatus(status));
      }),
    );
}

interface CheckFlags extends FarmFlags {
  readonly channel?: string[];
  readonly since?: string;
  readonly forget?: string[];
}

function addCheck(root: Command, io: Io): void {
  withFarmFlags(root.command("check-releases"))
    .description("queue what is new upstream")
    .option("--channel <list>", "of farm.json's channels (default: all)", words)
    .option("--since <version>", "at the first check: queue this version and later ones (default: none)")
    .option("--forget <versions>", "queue these as if they had never been seen", words)
    .action((flags: CheckFlags) =>
      withFarm(flags, io, async (farm) => {
        for (const channel of flags.channel ?? Object.keys(farm.config.channels)) {
          const { since, forget } = flags;
          const check = await checkReleases(farm, { channel, since, forget, signal: io.signal });
          const { queued, waiting, gated, known } = check;
          const list = (name: string, versions: readonly string[]): string =>
            versions.length === 0 ? "" : `  ${name}: ${versions.join(", ")}\n`;
          const text = `${channel}: ${known} known, ${queued.length} new\n`;
          const lists =
            list("queued", queued) + list("not complete yet", waiting) + list("built by no recipe", gated);
          print(flags, io, { channel, ...check }, text + lists);
        }
      }),
    );
}

interface PlanFlags extends FarmFlags {
  readonly channel: string;
  readonly line?: string[];
  readonly queue?: boolean;
}

function addPlan(root: Command, io: Io): void {
  withFarmFlags(root.command("plan"))
    .description("list what the recipes build and what is not published")
    .option("--channel <name>", "one of farm.json's channels", "release")
    .option("--line <majors>", "of these release lines: 24,26 (default: all)", words)
    .option("--queue", "queue all of it, behind everything else")
    .action((flags: PlanFlags) =>
      withFarm(flags, io, async (farm) => {
        const lines = flags.line?.map((line) => (line.startsWith("v") ? line : `v${line}`));
        const includes = (version: string): boolean => lines?.includes(lineOf(parseVersion(version))) ?? true;
        const holes = await planBuilds(farm, { channel: flags.channel, includes, signal: io.signal });
        if (flags.queue === true) {
          for (const { version, recipe, row } of holes) {
            await pushRelease(farm, { version, recipes: [recipe], row, priority: -1 });
          }
        }
        const rows = holes.map(({ version, recipe, estimatedMs }) => [
          version,
          recipe,
          estimatedMs === undefined ? "" : formatDuration(estimatedMs),
        ]);
        print(flags, io, { holes }, holes.length === 0 ? "nothing is missing\n" : formatTable(rows));
      }),
    );
}

const signs = {
  published: "ok",
  queued: "queued",
  building: "building",
  failed: "FAILED",
  gated: "-",
  none: "",
};

function renderStatus(status: FarmStatus): string {
  const head = ["", ...status.recipes];
  const rows = status.versions.map((version) => [
    version,
    ...status.recipes.map((recipe) => signs[status.matrix[recipe]?.[version]?.state ?? "none"]),
  ]);
  const counts = Object.entries(status.counts).map(([state, count]) => `${count} ${state}`);
  const space = status.freeBytes < status.minFreeBytes ? ", too little: no work is taken" : "";
  const workers = status.workers.map(({ name, leased, draining }) => [
    name,
    `${leased} jobs`,
    draining ? "draining" : "",
  ]);
  return [
    formatTable([head, ...rows]),
    `jobs: ${counts.join(", ") || "none"}; ${formatBytes(status.freeBytes)} free${space}\n`,
    status.running.length === 0 ? "" : `\nrunning\n${tableOf(status.running)}`,
    status.waiting.length === 0 ? "" : `\nwaiting\n${tableOf(status.waiting.slice(0, 20))}`,
    workers.length === 0 ? "" : `\nworkers\n${formatTable(workers)}`,
  ].join("");
}
