import { readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { messageOf, PackagingError } from "../errors.js";

/** An app as its files say it. */
export interface FoundApp {
  /** What an executable of it is called. */
  readonly name: string;
  readonly entry: string;
  /** The project: the folder of its package.json, else of the entry. */
  readonly folder: string;
  readonly version?: string | undefined;
  readonly manifest?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The app that a path means: a script, a package.json, or a folder with one, whose `bin` (else `main`) starts it.
 *
 * Throws PackagingError ERR_PACKAGING_INPUT.
 */
export async function findApp(path: string): Promise<FoundApp> {
  const input = resolve(path);
  const stats = await stat(input).catch((cause: unknown) => {
    throw new PackagingError("ERR_PACKAGING_INPUT", `cannot pack ${path}: ${messageOf(cause)}`, {
      hint: "name the script that starts the app, or the folder of its package.json",
      cause,
    });
  });
  if (stats.isDirectory()) return fromManifest(join(input, "package.json"));
  if (basename(input) === "package.json") return fromManifest(input);
  const folder = await projectOf(dirname(input));
  const manifest = folder === undefined ? undefined : await readManifest(join(folder, "package.json"));
  const name = basename(input, extname(input));
  return { name, version: versionOf(manifest), entry: input, folder: folder ?? dirname(input), manifest };
}

async function fromManifest(path: string): Promise<FoundApp> {
  const manifest = await readManifest(path);
  const folder = dirname(path);
  const { name, bin, main } = manifest;
  const start = firstText(bin) ?? (typeof main === "string" ? main : "index.js");
  const plain = typeof name === "string" ? name.replace(/^@[^/]*\//, "") : basename(folder);
  return { name: plain, version: versionOf(manifest), entry: resolve(folder, start), folder, manifest };
}

function versionOf(manifest: FoundApp["manifest"]): string | undefined {
  const version = manifest?.version;
  return typeof version === "string" ? version : undefined;
}

function firstText(bin: unknown): string | undefined {
  if (typeof bin === "string") return bin;
  const first: unknown = Object.values(Object(bin))[0];
  return typeof first === "string" ? first : undefined;
}

async function readManifest(path: string): Promise<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof value === "object" && value !== null) return { ...value };
    throw new TypeError("it holds no object");
  } catch (cause) {
    throw new PackagingError("ERR_PACKAGING_INPUT", `cannot read ${path}: ${messageOf(cause)}`, {
      hint: "name a script, or a folder with a package.json",
      cause,
    });
  }
}

/** The nearest folder upwards with a package.json. */
async function projectOf(folder: string): Promise<string | undefined> {
  const isThere = await stat(join(folder, "package.json")).then(
    (one) => one.isFile(),
    () => false,
  );
  if (isThere) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : projectOf(above);
}
