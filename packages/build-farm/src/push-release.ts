import type { Pushed } from "@nodewright/build-queue";
import { checkGates } from "@nodewright/recipe-runner";
import { parseVersion, type ReleaseRow } from "@nodewright/release-index";
import { FarmError } from "./errors.js";
import { type FarmJob, jobRequests } from "./farm-job.js";
import type { Farm, FarmRecipe } from "./open-farm.js";

export interface ReleaseRequest {
  readonly version: string;
  /** Names; all active recipes that build the version, when absent. */
  readonly recipes?: readonly string[] | undefined;
  /** Default: 1. */
  readonly revision?: number | undefined;
  readonly replace?: FarmJob["replace"];
  /** What upstream's index says of it; only the day is made up without. */
  readonly row?: ReleaseRow | undefined;
  /** Higher is sooner; by channel and security, when absent. */
  readonly priority?: number | undefined;
}

/** The farm's parts that are used here. */
export type PushingFarm = Pick<Farm, "queue" | "recipes" | "now">;

/** Queues all steps for a version, all or none. What is queued or done already is left as it is. */
export async function pushRelease(farm: PushingFarm, request: ReleaseRequest): Promise<readonly Pushed[]> {
  return farm.queue.push(await requestsFor(farm, request));
}

/** The jobs of a version. @throws FarmError ERR_FARM_RECIPE; ReleaseIndexError ERR_RELEASE_VERSION */
export async function requestsFor(
  farm: PushingFarm,
  request: ReleaseRequest,
): Promise<ReturnType<typeof jobRequests>> {
  const version = parseVersion(request.version).text;
  const recipes = chooseRecipes(await farm.recipes(), { ...request, version });
  const requests = recipes.flatMap((recipe) => {
    const job: FarmJob = {
      version,
      recipe: recipe.data.name,
      recipeDigest: recipe.digest,
      revision: request.revision ?? 1,
      date: request.row?.date ?? farm.now().toISOString().slice(0, 10),
      lts: request.row?.lts || false,
      security: request.row?.security ?? false,
      ...(request.replace === undefined ? {} : { replace: request.replace }),
    };
    return jobRequests(job, { priority: request.priority ?? priorityOf(job), requires: requiresOf(recipe) });
  });
  return requests.filter(({ key }, at) => requests.findIndex((other) => other.key === key) === at);
}

function chooseRecipes(
  recipes: readonly FarmRecipe[],
  { version, recipes: names }: ReleaseRequest,
): readonly FarmRecipe[] {
  if (names === undefined) return recipes.filter((recipe) => gateOf(recipe, version) === undefined);
  return names.map((name) => {
    const recipe = recipes.find(({ data }) => data.name === name);
    const there = recipes.map(({ data }) => data.name).join(", ") || "none";
    if (recipe === undefined) {
      throw new FarmError("ERR_FARM_RECIPE", `there is no recipe ${name}`, { hint: `there are: ${there}` });
    }
    const gate = recipe.data.kind === "legacy" ? undefined : gateOf(recipe, version);
    if (gate === undefined || gate === ARCHIVED || gate === HOST) return recipe;
    throw new FarmError("ERR_FARM_RECIPE", `${name} does not build ${version}: ${gate}`);
  });
}

const ARCHIVED = "the recipe is archived";
/** A trial, or a farm of one machine: it shares its names with builds that are meant for all. */
const HOST = "the recipe is for whichever machine builds: it is built by request";

/** Why a recipe does not build a version by itself; undefined when it does. */
export function gateOf({ data }: FarmRecipe, version: string): string | undefined {
  if (data.kind === "legacy") return undefined;
  const verdict = checkGates(data.gates, version);
  if (!verdict.builds) return verdict.reason;
  if (data.status === "archived") return ARCHIVED;
  return data.target === "host" ? HOST : undefined;
}

function requiresOf({ data }: FarmRecipe): string[] {
  return data.kind === "legacy"
    ? []
    : Object.entries(data.requires).map(([name, value]) => `${name}=${value}`);
}

/** Security releases first; then releases, candidates, the rest; musl before others, for images wait for it. */
export function priorityOf({ version, security, lts, recipe }: FarmJob): number {
  const { channel } = parseVersion(version);
  const base = channel === "release" ? (lts === false ? 200 : 300) : channel === "rc" ? 100 : 0;
  return base + (security ? 1000 : 0) + (recipe.includes("musl") ? 10 : 0);
}
