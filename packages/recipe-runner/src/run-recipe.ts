import { mkdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseVersion } from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import {
  type BuildPlan,
  buildFolders,
  type PlannedPhase,
  planBuild,
  type SourceArchive,
} from "./build-plan.js";
import { type BuildState, type PhaseRecord, readBuildState, writeBuildState } from "./build-state.js";
import { type BuildOutput, collectOutputs, sha256OfFile } from "./collect-outputs.js";
import { RecipeError } from "./errors.js";
import { checkGates } from "./gates.js";
import { legacyLimits, planLegacyBuild } from "./legacy.js";
import type { LogSink, PreparedBase, Runner, RunnerName, RunningPhase } from "./runners/runner.js";
import { stageRecipe } from "./stage-recipe.js";
import { PhaseWatch } from "./supervise.js";
import type { BuildRecipe, LegacyRecipe, RecipeLimits } from "./types.js";

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
  /** The recipe's target; `host` stays `host`. */
  readonly target: string;
  readonly source: { readonly name: string; readonly sha256: string };
  readonly runner: { readonly name: RunnerName; readonly version: string };
  readonly base: PreparedBase;
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
  const { recipe, runner, log, signal, now } = options;
  const version = parseVersion(options.version).text;
  const directory = resolve(options.directory);
  await checkInputs(options);
  const limits = { ...limitsOf(recipe), ...options.limits };
  const base = await runner.prepareBase(recipe, { log, signal });
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
  const build = new Build({ ...options, version, directory }, { plan, base, limits });
  const state = await build.run();
  const outputs = await collectOutputs(buildFolders(directory).out, plan.outputs, `node-${version}-`);
  await build.smoke();
  return {
    recipe: { name: recipe.data.name, digest: recipe.digest },
    version,
    target: isLegacy(recipe) ? recipe.data.name : recipe.data.target,
    source: { name: `node-${version}.tar.xz`, sha256: options.source.sha256 },
    runner: { name: runner.name, version: await runner.version() },
    base,
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

async function checkInputs({ recipe, version, source, lease }: RunRecipeOptions): Promise<void> {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,100}$/.test(lease)) throw new TypeError(`"${lease}" is not a lease`);
  const verdict = isLegacy(recipe) ? { builds: true as const } : checkGates(recipe.data.gates, version);
  if (!verdict.builds) {
    throw new RecipeError(
      "ERR_RECIPE_GATED",
      `${recipe.data.name} does not build ${version}: ${verdict.reason}`,
      {
        ...(verdict.link && { hint: verdict.link }),
      },
    );
  }
  const sha256 = await sha256OfFile(source.path).catch((cause) => {
    throw new RecipeError("ERR_RECIPE_SOURCE", `the source ${source.path} cannot be read`, { cause });
  });
  if (sha256 !== source.sha256) {
    throw new RecipeError(
      "ERR_RECIPE_SOURCE",
      `${source.path} is not what was verified: its sha256 is ${sha256}`,
      {
        hint: "fetch it again",
      },
    );
  }
}

interface Prepared {
  readonly plan: BuildPlan;
  readonly base: PreparedBase;
  readonly limits: RecipeLimits;
}

class Build {
  readonly #options: RunRecipeOptions;
  readonly #prepared: Prepared;

  constructor(options: RunRecipeOptions, prepared: Prepared) {
    this.#options = options;
    this.#prepared = prepared;
  }

  /** Runs all phases, or those that are left where another process has begun. */
  async run(): Promise<BuildState> {
    const { directory, lease, recipe, version } = this.#options;
    const { phases } = this.#prepared.plan;
    let state = await readBuildState(directory);
    const isMine =
      state?.lease === lease && state.recipeDigest === recipe.digest && state.version === version;
    const next = phases[isMine ? (state?.phases.length ?? 0) : 0];
    const adopted = isMine && next ? await this.#adopt(next) : undefined;
    if (!state || (next && !adopted)) state = await this.#begin();
    for (const planned of phases.slice(state.phases.length)) {
      const ended = await this.#runPhase(planned, planned === next ? adopted : undefined);
      state = { ...state, phases: [...state.phases, ended.record] };
      await writeBuildState(directory, state);
      await ended.running.remove();
    }
    return state;
  }

  async smoke(): Promise<void> {
    for (const { name, phase, matches } of this.#prepared.plan.smoke) {
      let output = "";
      const { running } = await this.#runPhase(phase, undefined, (text) => {
        output += text;
      }).catch((cause) => {
        if (!(cause instanceof RecipeError) || cause.failureClass !== "build") throw cause;
        throw new RecipeError("ERR_RECIPE_SMOKE", `${name}: ${cause.message}`, { cause, phase: phase.phase });
      });
      await running.remove();
      if (matches === undefined || new RegExp(matches, "m").test(output)) continue;
      throw new RecipeError("ERR_RECIPE_SMOKE", `${name}: the output does not match ${matches}`, {
        hint: `it begins with ${JSON.stringify(output.slice(0, 200))}`,
        phase: phase.phase,
      });
    }
  }

  async #begin(): Promise<BuildState> {
    const { directory, recipe, lease, version, now, cache } = this.#options;
    const folders = buildFolders(directory);
    for (const folder of [folders.work, folders.out]) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
    }
    if (cache !== undefined) await mkdir(cache, { recursive: true });
    await stageRecipe(recipe, folders.recipe);
    const startedAt = now().toISOString();
    const state = { lease, recipeDigest: recipe.digest, version, startedAt, phases: [] };
    await writeBuildState(directory, state);
    return state;
  }

  async #adopt({ phase }: PlannedPhase): Promise<Adopted | undefined> {
    const { runner, lease, log, onAdopt } = this.#options;
    const watch = new PhaseWatch(log);
    const running = await runner.adopt(lease, phase, watch.sink);
    if (running) onAdopt?.(phase);
    return running && { running, watch };
  }

  async #runPhase(
    planned: PlannedPhase,
    adopted: Adopted | undefined,
    onOutput?: (text: string) => void,
  ): Promise<{ readonly running: RunningPhase; readonly record: PhaseRecord }> {
    const { runner, lease, log, signal, now } = this.#options;
    const { base, limits } = this.#prepared;
    const watch =
      adopted?.watch ??
      new PhaseWatch((chunk) => {
        if (chunk.stream === "stdout") onOutput?.(chunk.text);
        log(chunk);
      });
    const running = adopted?.running ?? (await runner.start({ ...planned, lease, base, limits }, watch.sink));
    const { phase } = planned;
    try {
      await watch.supervise(running, { phase, limits, now, signal });
    } catch (error) {
      await running.remove();
      throw error;
    }
    const record = { name: phase, startedAt: running.startedAt.toISOString(), endedAt: now().toISOString() };
    return { running, record };
  }
}

interface Adopted {
  readonly running: RunningPhase;
  readonly watch: PhaseWatch;
}
