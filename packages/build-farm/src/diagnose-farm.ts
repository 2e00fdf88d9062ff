import { stat } from "node:fs/promises";
import { createRunner, runnerNames, testRunner } from "@nodewright/recipe-runner";
import { keyFiles } from "./create-farm.js";
import { freeBytes } from "./free-space.js";
import type { Farm } from "./open-farm.js";
import { readUpstreamIndex } from "./upstream.js";

/** One thing that a farm needs, and whether it is so. */
export interface Diagnosis {
  readonly name: string;
  /** `note`: the farm works without it. */
  readonly verdict: "ok" | "problem" | "note";
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Looks at all that a farm needs on this machine. Nothing is changed; each runner carries out a phase of its own. */
export async function diagnoseFarm(farm: Farm, signal: AbortSignal): Promise<readonly Diagnosis[]> {
  return [
    ...(await diagnoseKeys(farm)),
    await attempt("recipes", async () => `${(await farm.recipes()).length} recipes`),
    await attempt("queue", async () => `${(await farm.queue.workers()).length} workers are known`),
    await attempt("tree", async () => {
      const channels = await farm.tree.channels();
      const releases = await Promise.all(channels.map((channel) => farm.tree.releases(channel)));
      return `${releases.flat().length} releases are published`;
    }),
    await diagnoseSpace(farm),
    ...(await Promise.all(
      Object.keys(farm.config.channels).map((channel) =>
        attempt(
          `channel ${channel}`,
          async () => `${(await readUpstreamIndex(farm, channel, signal)).length} releases`,
        ),
      ),
    )),
    ...(await diagnoseRunners(farm)),
  ];
}

async function attempt(name: string, look: () => Promise<string>): Promise<Diagnosis> {
  try {
    return { name, verdict: "ok", message: await look() };
  } catch (error) {
    const hint: unknown = error instanceof Error ? Reflect.get(error, "hint") : undefined;
    const message = error instanceof Error ? error.message : String(error);
    return { name, verdict: "problem", message, hint: typeof hint === "string" ? hint : undefined };
  }
}

async function diagnoseKeys(farm: Farm): Promise<Diagnosis[]> {
  const keys = await farm.keys();
  if (keys === undefined) {
    return [
      { name: "keys", verdict: "note", message: "not on this machine: it builds and does not promote" },
    ];
  }
  const { mode } = await stat(farm.pathOf(keyFiles.privateKey));
  if ((mode & 0o077) === 0)
    return [{ name: "keys", verdict: "ok", message: "readable by their owner alone" }];
  const message = "others on this machine can read the signing key";
  return [{ name: "keys", verdict: "problem", message, hint: `chmod -R go= ${farm.pathOf("keys")}` }];
}

async function diagnoseSpace(farm: Farm): Promise<Diagnosis> {
  const free = await freeBytes(farm.root);
  const message = `${Math.floor(free / 1e9)} GB free, ${farm.config.minFreeBytes / 1e9} GB are kept`;
  if (free >= farm.config.minFreeBytes) return { name: "space", verdict: "ok", message };
  return { name: "space", verdict: "problem", message, hint: "no work is taken: `gc`, or a larger disk" };
}

/** The one that farm.json asks for must work; of the others one that isolates will do. */
async function diagnoseRunners(farm: Farm): Promise<Diagnosis[]> {
  const wanted = farm.config.runner;
  const found: Diagnosis[] = [];
  for (const name of wanted === undefined ? runnerNames.filter((one) => one !== "host") : [wanted]) {
    const runner = createRunner(name, { env: farm.env, now: farm.now, settings: farm.pathOf("containers") });
    const options = { directory: farm.pathOf("work", `doctor-${name}`), lease: `doctor-${name}` };
    const { version, lacks, problem } = await testRunner(runner, options);
    const missing = lacks.length === 0 ? "" : `, without ${lacks.join(", ")}`;
    if (problem === undefined) found.push({ name, verdict: "ok", message: `${version}${missing}` });
    else found.push({ name, verdict: "note", message: problem.message, hint: problem.hint });
  }
  if (found.some(({ verdict }) => verdict === "ok")) return found;
  return found.map((one) => ({ ...one, verdict: "problem" }));
}
