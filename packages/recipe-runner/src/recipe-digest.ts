import { createHash } from "node:crypto";
import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { RecipeError } from "./errors.js";

/** Written for people, out of the data: it decides nothing. */
const IGNORED: ReadonlySet<string> = new Set(["README.md"]);

/**
 * The sha256 of all that decides what a recipe builds: the path, the executable bit and the content of each file of
 * its folder (but README.md) and of those it shares. The same on every machine, whatever times, owners and order.
 *
 * @param shared Paths of the shared files by their names.
 * @throws RecipeError `ERR_RECIPE_INVALID` for anything but files and folders.
 */
export async function recipeDigest(
  directory: string,
  shared: Readonly<Record<string, string>> = {},
): Promise<string> {
  const files = new Map((await listFiles(directory)).map((path) => [path, join(directory, path)]));
  for (const [name, path] of Object.entries(shared)) files.set(`shared/${name}`, path);
  const hash = createHash("sha256");
  for (const path of [...files.keys()].sort()) {
    hash.update(await describeFile(path, files.get(path) ?? ""));
  }
  return hash.digest("hex");
}

/** The files of a recipe's folder that count, as paths with slashes. */
export async function listFiles(directory: string, below = ""): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(directory, below), { withFileTypes: true })) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (IGNORED.has(path)) continue;
    if (entry.isDirectory()) found.push(...(await listFiles(directory, path)));
    else if (entry.isFile()) found.push(path);
    else {
      throw new RecipeError("ERR_RECIPE_INVALID", `${join(directory, path)} is neither a file nor a folder`, {
        hint: "put a copy in its place: a digest of a link would not tell when its target changes",
      });
    }
  }
  return found;
}

async function describeFile(name: string, path: string): Promise<string> {
  const { mode } = await lstat(path);
  const digest = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  return `${mode & 0o100 ? "x" : "-"} ${digest} ${name}\n`;
}
