import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createHttpClient, type Environment, type HttpClient } from "@nodewright/artifact-store";
import { type ObjectStore, openObjectStore } from "@nodewright/artifact-store/object-store";
import { type JobQueue, openQueue } from "@nodewright/build-queue";
import { createKeyring, type Keyring } from "@nodewright/gpg-verify";
import { type BuildRecipe, type LegacyRecipe, listRecipes } from "@nodewright/recipe-runner";
import { openReleaseTree, type ReleaseTree, type SigningKeys } from "@nodewright/release-publish";
import type { Target } from "@nodewright/target-triple";
import { keyFiles } from "./create-farm.js";
import { FarmError } from "./errors.js";
import { type FarmConfig, loadConfig } from "./farm-config.js";

/** A recipe that makes archives. */
export type FarmRecipe = BuildRecipe | LegacyRecipe;

export interface OpenFarmOptions {
  readonly root: string;
  readonly env: Environment;
  /** This machine. */
  readonly host: Target;
  readonly now: () => Date;
  /** Of the `@nodewright` core. */
  readonly coreVersion: string;
  /** Opens a signing key that is kept under one. */
  readonly passphrase?: string | undefined;
}

/** All parts of one farm. */
export interface Farm extends OpenFarmOptions {
  readonly config: FarmConfig;
  readonly queue: JobQueue;
  readonly tree: ReleaseTree;
  /** What was built and is not published yet. */
  readonly artifacts: ObjectStore;
  readonly client: HttpClient;
  /** Who signs upstream's lists; undefined for the Node.js release keys. */
  readonly upstreamKeyring: Keyring | undefined;
  /** A path below the farm's folder. */
  pathOf(...names: readonly string[]): string;
  /** The recipes as they are now: a push of recipes needs no restart. */
  recipes(): Promise<readonly FarmRecipe[]>;
  /** Undefined where the keys are not: such a machine builds and does not promote. */
  keys(): Promise<SigningKeys | undefined>;
  close(): Promise<void>;
}

/** Opens a farm. @throws FarmError ERR_FARM_CONFIG; QueueError */
export async function openFarm(options: OpenFarmOptions): Promise<Farm> {
  const root = resolve(options.root);
  const config = await loadConfig(root);
  const client = createHttpClient({ env: options.env });
  const pathOf = (...names: readonly string[]): string => join(root, ...names);
  const isLocal = !config.artifacts.includes("://");
  const location = isLocal ? resolve(root, config.artifacts) : config.artifacts;
  if (isLocal) await mkdir(location, { recursive: true });
  const url = config.queue.includes("://") ? config.queue : resolve(root, config.queue);
  const queue = await openQueue({ url, clock: options.now });
  return {
    ...options,
    root,
    config,
    client,
    queue,
    pathOf,
    tree: openReleaseTree(root),
    artifacts: await openObjectStore(location, { client, env: options.env }),
    upstreamKeyring:
      config.upstreamKeyring === undefined
        ? undefined
        : createKeyring(await readFile(resolve(root, config.upstreamKeyring))),
    recipes: async () => (await listRecipes(resolve(root, config.recipes))).filter(isBuild),
    keys: () => readKeys(pathOf, options.passphrase),
    close: async () => {
      await queue.close();
      await client.close();
    },
  };
}

function isBuild(recipe: Awaited<ReturnType<typeof listRecipes>>[number]): recipe is FarmRecipe {
  return recipe.data.kind !== "source";
}

async function readKeys(pathOf: Farm["pathOf"], passphrase?: string): Promise<SigningKeys | undefined> {
  if (!existsSync(pathOf(keyFiles.privateKey)) || !existsSync(pathOf(keyFiles.provenanceKey)))
    return undefined;
  const read = (name: keyof typeof keyFiles): Promise<string> => readFile(pathOf(keyFiles[name]), "utf8");
  const [privateKey, publicKey, provenanceKey] = await Promise.all([
    read("privateKey"),
    read("publicKey"),
    read("provenanceKey"),
  ]);
  return { privateKey, publicKey, provenanceKey, passphrase };
}

/** The recipe of a name. @throws FarmError ERR_FARM_RECIPE */
export async function findRecipe(farm: Farm, name: string): Promise<FarmRecipe> {
  const recipes = await farm.recipes();
  const found = recipes.find(({ data }) => data.name === name);
  if (found !== undefined) return found;
  const names = recipes.map(({ data }) => data.name).join(", ");
  throw new FarmError("ERR_FARM_RECIPE", `there is no recipe ${name}`, {
    hint: `there are: ${names || "none"}`,
  });
}
