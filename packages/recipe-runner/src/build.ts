import { mkdir, rm } from "node:fs/promises";
import { type BuildPlan, buildFolders, type PlannedPhase } from "./build-plan.js";
import { type BuildState, type PhaseRecord, readBuildState, writeBuildState } from "./build-state.js";
import { RecipeError } from "./errors.js";
import type { LogSink, PreparedBase, Runner, RunningPhase } from "./runners/runner.js";
import { stageRecipe } from "./stage-recipe.js";
import { PhaseWatch } from "./supervise.js";
import type { BuildRecipe, LegacyRecipe, RecipeLimits } from "./types.js";

export interface BuildOptions {
  readonly recipe: BuildRecipe | LegacyRecipe;
  readonly version: string;
  readonly runner: Runner;
  readonly lease: string;
  readonly directory: string;
  readonly cache?: string | undefined;
  readonly plan: BuildPlan;
  readonly limits: RecipeLimits;
  readonly log: LogSink;
  readonly onAdopt?: ((phase: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => Date;
}

interface EndedPhase {
  readonly running: RunningPhase;
  readonly record: PhaseRecord;
}

interface Adopted {
  readonly running: RunningPhase;
  readonly watch: PhaseWatch;
}

/** The phases of one build, from the first or from where an earlier process was. */
export class Build {
  readonly #options: BuildOptions;
  #base: PreparedBase = { kind: "host" };

  constructor(options: BuildOptions) {
    this.#options = options;
  }

  get base(): PreparedBase {
    return this.#base;
  }

  async run(): Promise<BuildState> {
    const { directory, recipe, runner, plan, log, signal } = this.#options;
    const left = await readBuildState(directory);
    const next = left && this.#isMine(left) ? plan.phases[left.phases.length] : undefined;
    const adopted = next && (await this.#adopt(next));
    const isDone = left !== undefined && this.#isMine(left) && next === undefined;
    let state = left !== undefined && (adopted || isDone) ? left : await this.#begin(left !== undefined);
    const staged = { ...recipe, directory: buildFolders(directory).recipe } as typeof recipe;
    this.#base = await runner.prepareBase(staged, { log, signal });
    for (const planned of plan.phases.slice(state.phases.length)) {
      const ended = await this.#runPhase(planned, planned === next ? adopted : undefined);
      state = { ...state, phases: [...state.phases, ended.record] };
      await writeBuildState(directory, state);
      await ended.running.remove();
    }
    return state;
  }

  /** @throws RecipeError `ERR_RECIPE_SMOKE`. */
  async smoke(): Promise<void> {
    for (const { name, phase, matches } of this.#options.plan.smoke) {
      let output = "";
      const onOutput = (text: string): void => {
        output += text;
      };
      const { running } = await this.#runPhase(phase, undefined, onOutput).catch((cause) => {
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

  #isMine(state: BuildState): boolean {
    const { lease, recipe, version } = this.#options;
    return state.lease === lease && state.recipeDigest === recipe.digest && state.version === version;
  }

  async #begin(hasStale: boolean): Promise<BuildState> {
    const { directory, recipe, lease, version, now, cache } = this.#options;
    if (hasStale) await this.#removeStale();
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

  /** What an earlier process has left under this lease, and is not gone on with. */
  async #removeStale(): Promise<void> {
    const { runner, lease, plan } = this.#options;
    for (const { phase } of [...plan.phases, ...plan.smoke.map((test) => test.phase)]) {
      const stale = await runner.adopt(lease, phase, () => undefined);
      await stale?.stop();
      await stale?.remove();
    }
  }

  async #adopt({ phase }: PlannedPhase): Promise<Adopted | undefined> {
    const { runner, lease, log, onAdopt } = this.#options;
    const watch = new PhaseWatch(log);
    let hasLogged = false;
    const running = await runner.adopt(lease, phase, (chunk) => {
      if (!hasLogged) onAdopt?.(phase);
      hasLogged = true;
      watch.sink(chunk);
    });
    return running && { running, watch };
  }

  async #runPhase(
    planned: PlannedPhase,
    adopted: Adopted | undefined,
    onOutput?: (text: string) => void,
  ): Promise<EndedPhase> {
    const { runner, lease, log, signal, now, limits } = this.#options;
    const sink: LogSink = (chunk) => {
      if (chunk.stream === "stdout") onOutput?.(chunk.text);
      log(chunk);
    };
    const watch = adopted?.watch ?? new PhaseWatch(sink);
    const run = { ...planned, lease, base: this.#base, limits };
    const running = adopted?.running ?? (await runner.start(run, watch.sink));
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
