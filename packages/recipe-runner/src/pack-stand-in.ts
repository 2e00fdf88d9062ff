import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { getAbi } from "@nodewright/abi-resolver";
import { parseVersion, type VersionNumbers } from "@nodewright/release-index";
import { pack } from "tar-stream";
import type { SourceArchive } from "./build-plan.js";
import { RecipeError } from "./errors.js";
import { listFiles } from "./recipe-digest.js";

export interface PackStandInOptions {
  /** The folder of the recipe `stand-in`. */
  readonly recipe: string;
  readonly version: string;
  /** Where `node-<version>.tar.xz` is written. */
  readonly directory: string;
}

const VERSION_HEADER = "src/node_version.h";

/**
 * Packs the program that stands in for Node.js as the source archive of a release, as nodejs.org would have it. The
 * same version gives the same bytes. Needs the program `xz`.
 *
 * @throws RecipeError `ERR_RECIPE_SOURCE` without `xz`.
 */
export async function packStandInSource({
  recipe,
  version,
  directory,
}: PackStandInOptions): Promise<SourceArchive> {
  const release = parseVersion(version);
  const source = join(recipe, "source");
  const archive = pack();
  for (const path of ["README.md", ...(await listFiles(source))].sort()) {
    const text = await readFile(join(source, path), "utf8");
    const content = path === VERSION_HEADER ? withNumbers(text, release, getAbi(version) ?? "0") : text;
    archive.entry({ name: `node-${release.text}/${path}`, mode: 0o644, mtime: new Date(0) }, content);
  }
  archive.finalize();
  const bytes = await compress(await buffer(archive));
  const path = join(directory, `node-${release.text}.tar.xz`);
  await mkdir(directory, { recursive: true });
  await writeFile(path, bytes);
  return { path, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function withNumbers(header: string, { major, minor, patch }: VersionNumbers, modules: string): string {
  const numbers = {
    MAJOR_VERSION: major,
    MINOR_VERSION: minor,
    PATCH_VERSION: patch,
    MODULE_VERSION: modules,
  };
  return Object.entries(numbers).reduce(
    (text, [name, value]) => text.replace(`#define NODE_${name} 0`, `#define NODE_${name} ${value}`),
    header,
  );
}

async function compress(tar: Buffer): Promise<Buffer> {
  const child = spawn("xz", ["--compress", "--stdout", "--threads=1", "-6"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (cause) => {
      reject(new RecipeError("ERR_RECIPE_SOURCE", "the program xz is not installed", { cause }));
    });
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(tar);
  return await Promise.race([buffer(child.stdout), failed]);
}
