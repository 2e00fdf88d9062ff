import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseVersion } from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { Build } from "./build.js";
import { buildFolders, planBuild, type SourceArchive } from "./build-plan.js";
import type { PhaseRecord } from "./build-state.js";
import { checkRecipe } from "./check-recipe.js";
import { type BuildOutput, collectOutputs, sha256OfFile } from "./collect-outputs.js";
import { RecipeError } from "./errors.js";
import { legacyLimits, planLegacyBuild } from "./legacy.js";
import type { LogSink, PreparedBase, Runner, RunnerName } from "./runners/runner.js";
import type { BuildRecipe, LegacyRecipe, RecipeBase, RecipeLimits } from "./types.js";

export interface RunRecipeOptions {
  readonly recipe: BuildRecipe | LegacyRecipe;
  readonly version: string;
  readonly source: SourceArchive;
  readonly runner: Runner;
  /**
   * Names the build on this machine: letters, digits and hyphens. Called again with the same lease and folder, as
   * after a restart, it goes on with a container that still runs.
   */
  readonly lease: string;
  /** The build's own folder; the outputs are in its `out`. Whoever calls removes it. */
  readonly directory: string;
  /** Where compilers' results are kept between builds; without it nothing is kept. */
  readonly cache?: string | undefined;
  /** Where the archives will be published: `https://builds.example/download/`. */
  readonly releaseUrlBase?: string | undefined;
  /** In place of the recipe's. */
  readonly limits?: Partial<RecipeLimits> | undefined;
  /** Build what a gate excludes: to try whether its reason still holds. */
  readonly ignoreGates?: boolean | undefined;
  readonly host?: Target | undefined;
  readonly log: LogSink;
  /** Called before the log of a phase that an earlier process has started: it comes again from its beginning. */
  readonly onAdopt?: ((phase: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => Date;
}

/** What was built, of what, and how: all that provenance says of it. */
export interface BuildRecord {
  readonly recipe: { readonly name: string; readonly digest: string };
  readonly version: string;
  /** The recipe's target, `any` or `host`; the folder's name for a recipe of unofficial-builds. */
  readonly target: string;
  readonly source: { readonly name: string; readonly sha256: string };
  readonly runner: { readonly name: RunnerName; readonly version: string };
  /** What the phases ran on, and the pinned things it was made of. */
  readonly base: PreparedBase;
  readonly pinned: RecipeBase | undefined;
  readonly limits: RecipeLimits;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly phases: readonly PhaseRecord[];
  readonly outputs: readonly BuildOutput[];
}

/**
 * Builds a version by a recipe: checks the source's digest, brings the base, runs the phases in the runner's sandbox,
 * checks the outputs and runs the smoke tests.
 *
 * @throws RecipeError; `failureClass` tells whether another try may succeed.
 */
export async function runRecipe(options: RunRecipeOptions): Promise<BuildRecord> {
  const { recipe, runner, now } = options;
  const version = parseVersion(options.version).text;
  const directory = resolve(options.directory);
  await checkInputs(options);
  const limits = { ...limitsOf(recipe), ...options.limits };
  const inputs = {
    version,
    source: options.source,
    directory,
    cache: options.cache,
    host: options.host ?? hostTarget(),
    processors: availableParallelism(),
    limits,
    releaseUrlBase: options.releaseUrlBase ?? "",
    isolates: runner.isolates,
  };
  const plan = isLegacy(recipe) ? planLegacyBuild(inputs) : planBuild(recipe, inputs);
  const build = new Build({ ...options, version, directory, plan, limits });
  const state = await build.run();
  const outputs = await collectOutputs(buildFolders(directory).out, plan.outputs, `node-${version}-`);
  await build.smoke();
  return {
    recipe: { name: recipe.data.name, digest: recipe.digest },
    version,
    target: isLegacy(recipe) ? recipe.data.name : recipe.data.target,
    source: { name: `node-${version}.tar.xz`, sha256: options.source.sha256 },
    runner: { name: runner.name, version: await runner.version() },
    base: build.base,
    pinned: isLegacy(recipe) ? undefined : recipe.data.base,
    limits,
    startedAt: state.startedAt,
    endedAt: now().toISOString(),
    phases: state.phases,
    outputs,
  };
}

function isLegacy(recipe: BuildRecipe | LegacyRecipe): recipe is LegacyRecipe {
  return recipe.data.kind === "legacy";
}

function limitsOf(recipe: BuildRecipe | LegacyRecipe): RecipeLimits {
  return isLegacy(recipe) ? legacyLimits : recipe.data.limits;
}

async function checkInputs({ recipe, version, source, lease, ignoreGates }: RunRecipeOptions): Promise<void> {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,100}$/.test(lease)) throw new TypeError(`"${lease}" is not a lease`);
  const verdict = ignoreGates ? { builds: true as const } : await checkRecipe(recipe, version);
  if (!verdict.builds) {
    const message = `${recipe.data.name} does not build ${version}: ${verdict.reason}`;
    throw new RecipeError("ERR_RECIPE_GATED", message, { ...(verdict.link && { hint: verdict.link }) });
  }
  const sha256 = await sha256OfFile(source.path).catch((cause) => {
    throw new RecipeError("ERR_RECIPE_SOURCE", `the source ${source.path} cannot be read`, { cause });
  });
  if (sha256 !== source.sha256) {
    throw new RecipeError(
      "ERR_RECIPE_SOURCE",
      `${source.path} is not what was verified: its sha256 is ${sha256}`,
      { hint: "fetch it again" },
    );
  }
}
