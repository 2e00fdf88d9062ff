import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { RecipeError } from "./errors.js";

/** A file that a build has made. */
export interface BuildOutput {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Takes stock of what a build has left.
 *
 * @param promised The names; undefined where any that begins with `prefix` will do, but for one at least.
 * @throws RecipeError `ERR_RECIPE_OUTPUTS` when one is missing, empty or not a file, or one too many is there.
 */
export async function collectOutputs(
  directory: string,
  promised: readonly string[] | undefined,
  prefix: string,
): Promise<BuildOutput[]> {
  const found = (await readdir(directory)).sort();
  const names = promised ?? found.filter((name) => name.startsWith(prefix));
  const missing = names.filter((name) => !found.includes(name));
  const extra = found.filter((name) => !names.includes(name));
  if (missing.length > 0) throw wrong(`${missing.join(", ")} is missing`);
  if (names.length === 0) throw wrong("there is none");
  if (extra.length > 0) throw wrong(`${extra.join(", ")} was not promised`);
  return await Promise.all(names.map((name) => describe(name, join(directory, name))));
}

async function describe(name: string, path: string): Promise<BuildOutput> {
  const stats = await lstat(path);
  if (!stats.isFile()) throw wrong(`${name} is not a file`);
  if (stats.size === 0) throw wrong(`${name} is empty`);
  return { name, path, sizeBytes: stats.size, sha256: await sha256OfFile(path) };
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function wrong(what: string): RecipeError {
  return new RecipeError("ERR_RECIPE_OUTPUTS", `the outputs are not those of the recipe: ${what}`, {
    hint: "outputs in recipe.json and what its scripts put into $OUT must agree",
  });
}
