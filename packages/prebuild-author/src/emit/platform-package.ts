import { posix } from "node:path";
import { formatTarget, npmFilter, type Target } from "@nodewright/target-triple";
import { PrebuildAuthorError } from "../errors.js";
import type { AddonProject, Fields } from "../read-project.js";
import type { StagedPrebuild } from "./read-staged.js";

/** An addon in a platform package, and what must be true of the process that loads it. */
export interface PackagedAddon {
  /** In the package, with `/`. */
  readonly path: string;
  /** What lies beside it in the tarball, and in the package: libraries, data. */
  readonly companions: readonly string[];
  readonly prebuild: StagedPrebuild;
  /** Node-API level that it needs; undefined for one that is bound to an ABI. */
  readonly napi?: number | undefined;
  readonly runtime?: string | undefined;
  readonly abi?: number | undefined;
}

/** A package that npm installs on one platform. */
export interface PlatformPackage {
  readonly name: string;
  readonly target: Target;
  readonly manifest: Fields;
  /** The likeliest first. */
  readonly addons: readonly PackagedAddon[];
}

/** What is said of the main package holds for its parts too. */
const INHERITED = ["license", "author", "homepage", "repository", "bugs", "engines", "publishConfig"];

/** One package for each target, named `<name>-<os>-<cpu>[-<libc>]`. */
export function platformPackages(
  project: AddonProject,
  staged: readonly StagedPrebuild[],
): PlatformPackage[] {
  const byTarget = new Map<string, StagedPrebuild[]>();
  for (const prebuild of staged) {
    const key = formatTarget(prebuild.target) ?? "";
    byTarget.set(key, [...(byTarget.get(key) ?? []), prebuild]);
  }
  return [...byTarget].map(([name, prebuilds]) => platformPackage(project, name, prebuilds));
}

function platformPackage(
  project: AddonProject,
  key: string,
  prebuilds: readonly StagedPrebuild[],
): PlatformPackage {
  const { target } = prebuilds[0] ?? { target: undefined };
  const filter = target && npmFilter(target);
  if (target === undefined || filter === null || filter === undefined) {
    throw new PrebuildAuthorError("ERR_AUTHOR_PREBUILDS", `npm has no words for ${key}`, {
      hint: "serve this target by a tarball; npm tells systems, CPUs and C libraries apart, and nothing else",
    });
  }
  const name = `${project.name}-${key.replaceAll("+", "-")}`;
  const addons = prebuilds.map(packagedAddon).sort(byFitness);
  const inherited = INHERITED.flatMap((field) =>
    project.manifest[field] === undefined ? [] : [[field, project.manifest[field]] as const],
  );
  const manifest = {
    name,
    version: project.version,
    description: `The native addon of ${project.name} for ${key}.`,
    ...Object.fromEntries(inherited),
    ...filter,
    files: addons.flatMap(({ path, companions }) => [
      path,
      ...companions.map((file) => `${posix.dirname(path)}/${file}`),
    ]),
  };
  return { name, target, manifest, addons };
}

/** What a linker on Windows leaves beside an addon. */
const BY_PRODUCTS = /^obj\/|\.(exp|ilk|iobj|ipdb|lib|pdb)$/i;

function packagedAddon(prebuild: StagedPrebuild): PackagedAddon {
  const { addon, files, nodeApi, nodeAbi, runtime } = prebuild.entry;
  const companions = files
    .map(({ path }) => path)
    .filter((path) => path !== addon && !BY_PRODUCTS.test(path));
  const common = { prebuild, companions };
  const file = posix.basename(addon);
  if (nodeApi !== undefined) {
    const napi = nodeApi === true ? 1 : nodeApi;
    return { path: `napi-v${napi}/${file}`, ...common, napi };
  }
  return { path: `${runtime}-v${nodeAbi}/${file}`, ...common, runtime, abi: nodeAbi };
}

/** The build for the very ABI before those for Node-API, of these the highest level first. */
function byFitness(a: PackagedAddon, b: PackagedAddon): number {
  return (b.abi ?? 0) - (a.abi ?? 0) || (b.napi ?? 0) - (a.napi ?? 0);
}
