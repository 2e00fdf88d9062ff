import type { Trace, TracedFile } from "@nodewright/app-archive/trace";
import { formatTarget } from "@nodewright/target-triple";
import { PackagingError } from "../errors.js";
import { fetchPackage } from "./fetch-package.js";
import { forTarget, isPlatformPackage, loadsIn } from "./fits.js";
import { filesBelow } from "./listed-files.js";
import { ownPrebuild } from "./own-prebuild.js";
import { tracedPackages } from "./traced-packages.js";
import type { AddonHostNode, AddonSources, AddonSwap, TracedPackage } from "./types.js";

/** An app's files for one target. */
export interface AdaptedFiles {
  readonly files: readonly TracedFile[];
  readonly swaps: readonly AddonSwap[];
}

/**
 * The files of an app with its addons for a target: those that load there stay, others give way to what their packages
 * have or publish for it. The app's own folders are not touched. Files that came in lie where the app looks for them.
 *
 * Throws PackagingError ERR_PACKAGING_ADDON that names each addon without a binary for the target, and every addon
 * where the target's Node.js is static, which loads none.
 */
export async function adaptAddons(
  { files }: Pick<Trace, "files">,
  node: AddonHostNode,
  sources: AddonSources,
): Promise<AdaptedFiles> {
  const natives = files.filter(({ path }) => path.endsWith(".node"));
  if (natives.length > 0 && node.target.libc === "static") throw noneLoads(natives);
  const misfits = new Set<string>();
  for (const { source } of natives) if (!(await loadsIn(source, node))) misfits.add(source);
  if (misfits.size === 0) return { files, swaps: [] };
  const all = tracedPackages(files);
  const state: State = { node, sources, all, gone: new Set(misfits), added: [], swaps: [], problems: [] };
  for (const addon of all.filter((one) => one.files.some(({ source }) => misfits.has(source)))) {
    await (isPlatformPackage(addon.name) ? swapPlatform(addon, state) : swapOwn(addon, state));
  }
  const owned = new Set(all.flatMap((one) => one.files.map(({ source }) => source)));
  for (const { source, path } of natives) {
    if (misfits.has(source) && !owned.has(source)) state.problems.push(`${path}: no package publishes it`);
  }
  if (state.problems.length > 0) throw noBinary(state.problems, node);
  const added = new Map(state.added.map((file) => [file.path, file]));
  const kept = files.filter(({ source, path }) => !state.gone.has(source) && !added.has(path));
  return { files: [...kept, ...added.values()], swaps: state.swaps };
}

interface State {
  readonly node: AddonHostNode;
  readonly sources: AddonSources;
  readonly all: readonly TracedPackage[];
  /** Files of this disk that do not go in. */
  readonly gone: Set<string>;
  readonly added: TracedFile[];
  readonly swaps: AddonSwap[];
  readonly problems: string[];
}

/** One of several packages, of which npm installs the one for its host: what asked for it is asked for the others. */
async function swapPlatform(addon: TracedPackage, state: State): Promise<void> {
  const parents = state.all.filter(({ optionalDependencies }) =>
    Object.hasOwn(optionalDependencies, addon.name),
  );
  if (parents.length === 0) state.problems.push(`${addon.name}: no package asks for it as optional`);
  for (const parent of parents) {
    const siblings = Object.keys(parent.optionalDependencies).filter(isPlatformPackage);
    for (const other of state.all) {
      if (siblings.includes(other.name)) for (const { source } of other.files) state.gone.add(source);
    }
    const names = forTarget(siblings, state.node);
    if (names.length === 0) state.problems.push(`${parent.name}: it has no package for this target`);
    await addPackages(
      names.map((name) => ({ name, range: parent.optionalDependencies[name] ?? "" })),
      parent,
      state,
    );
  }
}

/** An addon that has its binaries itself. */
async function swapOwn(addon: TracedPackage, state: State): Promise<void> {
  const found = await ownPrebuild(addon, state.node, state.sources);
  if ("why" in found) state.problems.push(`${addon.name}@${addon.version}: ${found.why}`);
  else if ("needs" in found) await addPackages(found.needs, addon, state);
  else {
    state.added.push(...found.files);
    state.swaps.push({ package: addon.name, by: found.from });
  }
}

async function addPackages(
  wanted: readonly { readonly name: string; readonly range: string }[],
  parent: TracedPackage,
  { sources, added, swaps }: State,
): Promise<void> {
  for (const { name, range } of wanted) {
    const folder = await fetchPackage(name, range, sources);
    added.push(...(await filesBelow(folder, `${parent.path}/node_modules/${name}`, parent.name)));
    swaps.push({ package: parent.name, by: `${name}@${range}` });
  }
}

function noBinary(problems: readonly string[], { target, version }: AddonHostNode): PackagingError {
  const list = problems.map((problem) => `\n  ${problem}`).join("");
  return new PackagingError(
    "ERR_PACKAGING_ADDON",
    `no addon for ${formatTarget(target)}, Node.js ${version}:${list}`,
    { hint: "leave the target out, or build the addon for it with nodewright prebuild build" },
  );
}

function noneLoads(natives: readonly TracedFile[]): PackagingError {
  const list = natives.map(({ path }) => `\n  ${path}`).join("");
  return new PackagingError(
    "ERR_PACKAGING_ADDON",
    `a static Node.js loads no addons, and the app has:${list}`,
    {
      hint: "take linux or alpine in place of linuxstatic, or do without the addon",
    },
  );
}
