import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, sep } from "node:path";
import { expandGlobs } from "./globs.js";
import type { Quirk } from "./quirks.js";

/** What a package that was reached asks for beside what its code says. */
export interface PackageNeeds {
  readonly scripts: readonly string[];
  readonly assets: readonly string[];
  /** In a report. */
  readonly because: string;
  readonly advice?: string | undefined;
}

export interface NeedsOptions {
  readonly quirks: Readonly<Record<string, Quirk>>;
  readonly followsDependencies: boolean;
}

/** The packages whose package.json is among the files: their folders. */
export function packageFolders(files: Iterable<string>, base: string): string[] {
  return [...files]
    .filter((file) => basename(file) === "package.json")
    .map((file) => join(base, dirname(file)));
}

/** What the table, the key `pkg` of its package.json, and its `dependencies` say that a package needs. */
export async function needsOf(folder: string, options: NeedsOptions): Promise<PackageNeeds[]> {
  const manifest = await readManifest(folder);
  const needs: PackageNeeds[] = [];
  const name = [manifest.name, nameOf(folder)].find(
    (one) => one !== undefined && Object.hasOwn(options.quirks, one),
  );
  const quirk = name === undefined ? undefined : options.quirks[name];
  if (quirk !== undefined) {
    needs.push({ ...(await expanded(quirk, folder, quirk.because)), advice: quirk.advice });
  }
  const own = manifest.pkg;
  if (typeof own === "object" && own !== null && isInstalled(folder)) {
    const globs = { scripts: textsOf(own, "scripts"), assets: textsOf(own, "assets") };
    needs.push(await expanded(globs, folder, "the package's own pkg configuration names it"));
  }
  if (options.followsDependencies) {
    // A package that says nothing else needs what it publishes.
    if (own === undefined && isInstalled(folder)) {
      needs.push(await expanded({ assets: textsOf(manifest, "files") }, folder, "the package publishes it"));
    }
    needs.push(dependenciesOf(manifest, folder));
  }
  return needs;
}

export function isInstalled(folder: string): boolean {
  return folder.includes(`${sep}node_modules${sep}`);
}

interface Manifest {
  readonly name?: string;
  readonly pkg?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return Object(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  } catch {
    // One that cannot be read says nothing; Node.js will tell who loads it.
    return {};
  }
}

async function expanded(
  { scripts = [], assets = [] }: Pick<Quirk, "scripts" | "assets">,
  folder: string,
  because: string,
): Promise<PackageNeeds> {
  return { scripts: await expandGlobs(scripts, folder), assets: await expandGlobs(assets, folder), because };
}

function dependenciesOf({ dependencies = {} }: Manifest, folder: string): PackageNeeds {
  const { resolve } = createRequire(join(folder, "package.json"));
  const tryResolve = (request: string): string[] => {
    try {
      return [resolve(request)];
    } catch {
      return [];
    }
  };
  const names = Object.keys(dependencies);
  return {
    scripts: names.flatMap(tryResolve),
    assets: names.flatMap((name) => tryResolve(`${name}/package.json`)),
    because: `a dependency of ${basename(folder)}`,
  };
}

/** `@scope/name` of a folder below node_modules. */
function nameOf(folder: string): string | undefined {
  const [, rest] = /.*[\\/]node_modules[\\/](.+)$/.exec(folder) ?? [];
  return rest?.split(sep).join("/");
}

function textsOf(value: object, key: string): string[] {
  const texts: unknown[] = [Reflect.get(value, key) ?? []].flat();
  return texts.filter((text) => typeof text === "string");
}
