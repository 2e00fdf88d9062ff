import { join } from "node:path";
import { parseVersion } from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import { isInRange } from "./gates.js";
import {
  channelDirectory,
  configureFlags,
  outputNames,
  targetVariables,
  versionVariables,
} from "./make-variables.js";
import type { Mount, PhaseRun } from "./runners/runner.js";
import type { BuildRecipe, RecipeLimits } from "./types.js";

/** A source archive whose bytes were proven; see `fetchSource`. */
export interface SourceArchive {
  readonly path: string;
  readonly sha256: string;
}

/** What a build is of, and where. */
export interface PlanInputs {
  readonly version: string;
  readonly source: SourceArchive;
  /** The build's own folder. */
  readonly directory: string;
  /** Where compilers' results are kept between builds. */
  readonly cache?: string | undefined;
  readonly host: Target;
  /** How many processors this machine has. */
  readonly processors: number;
  readonly limits: RecipeLimits;
  /** Where the archives will be published; Node's process.release names it. */
  readonly releaseUrlBase: string;
  /** Whether phases see mounts at the paths they are given. */
  readonly isolates: boolean;
}

export type PlannedPhase = Pick<
  PhaseRun,
  "phase" | "command" | "env" | "cwd" | "mounts" | "network" | "writableRoot"
>;

/** Everything a build runs, and what it must make. */
export interface BuildPlan {
  readonly phases: readonly PlannedPhase[];
  /** Undefined where the recipe does not say: what begins with `node-<version>-` then counts. */
  readonly outputs: readonly string[] | undefined;
  /** Makes a phase of a command that is run in the unpacked first archive. */
  readonly smoke: readonly {
    readonly phase: PlannedPhase;
    readonly name: string;
    readonly matches: string | undefined;
  }[];
}

/** The folders below a build's own. */
export function buildFolders(directory: string): Readonly<Record<"recipe" | "work" | "out", string>> {
  return { recipe: join(directory, "recipe"), work: join(directory, "work"), out: join(directory, "out") };
}

/** Unpacks the archive `$1` and becomes the rest, there. */
const SMOKE = 'mkdir -p smoke; tar -xf "$1" -C smoke; cd smoke/*/; shift; exec "$@"';

/** What a build by one of our recipes runs. */
export function planBuild({ data }: BuildRecipe, inputs: PlanInputs): BuildPlan {
  const places = phasePlaces(inputs);
  const env = phaseVariables(data, inputs, places);
  const outputs = outputNames(data, inputs.version, inputs.host);
  const common = { cwd: places.work.to, mounts: Object.values(places), env };
  const firstArchive = join(places.out.to, outputs[0] ?? "");
  return {
    outputs,
    phases: data.phases.map(({ name, run, network }) => ({
      ...common,
      phase: name,
      command: [join(places.recipe.to, run)],
      network,
    })),
    smoke: data.smoke
      .filter(({ range }) => range === undefined || isInRange(inputs.version, range))
      .map(({ name, command, matches }, index) => ({
        name,
        matches: matches?.replaceAll("{version}", inputs.version.replaceAll(".", "\\.")),
        phase: {
          ...common,
          phase: `smoke-${index + 1}`,
          command: ["sh", "-ec", SMOKE, "sh", firstArchive, ...command],
          network: false,
        },
      })),
  };
}

type Places = Readonly<Record<"recipe" | "source" | "work" | "out", Mount>> & { readonly cache?: Mount };

function phasePlaces({ directory, source, cache, version, isolates }: PlanInputs): Places {
  const folders = buildFolders(directory);
  const place = (from: string, to: string, writable: boolean): Mount => ({
    from,
    to: isolates ? to : from,
    writable,
  });
  return {
    recipe: place(folders.recipe, "/recipe", false),
    source: place(source.path, `/source/node-${parseVersion(version).text}.tar.xz`, false),
    work: place(folders.work, "/work", true),
    out: place(folders.out, "/out", true),
    ...(cache !== undefined && { cache: place(cache, "/cache", true) }),
  };
}

/** The variables that a recipe's scripts find; packages/recipe-runner/README.md has them. */
function phaseVariables(
  data: BuildRecipe["data"],
  inputs: PlanInputs,
  places: Places,
): Record<string, string> {
  const { version, host, processors, limits, releaseUrlBase } = inputs;
  const { text } = parseVersion(version);
  const jobs = Math.max(1, Math.floor(Math.min(limits.cpus, processors)));
  return {
    ...(data.base.kind === "host" && { PATH: "/usr/local/bin:/usr/bin:/bin" }),
    ...{ HOME: places.work.to, TMPDIR: "/tmp", LANG: "C.UTF-8", TZ: "UTC", PYTHONHASHSEED: "0" },
    ...{ VERSION: text, JOBS: String(jobs), CONFIG_FLAGS: configureFlags(data, version) },
    ...{ RECIPE: places.recipe.to, SOURCE: places.source.to, OUT: places.out.to },
    ...(places.cache && { CCACHE_DIR: places.cache.to }),
    ...targetVariables(data, host),
    ...versionVariables(version),
    RELEASE_URLBASE:
      releaseUrlBase === "" ? "" : `${releaseUrlBase}${channelDirectory(parseVersion(version))}/`,
  };
}
