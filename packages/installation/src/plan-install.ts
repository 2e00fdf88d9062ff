import { join } from "node:path";
import { type Resolution, resolveRelease } from "@nodewright/release-index";
import type { Offer, ReleaseSource } from "@nodewright/release-source";
import { type Target, targetsEqual } from "@nodewright/target-triple";
import { buildSources, isNoBinary, withBuildHint } from "./build-sources.js";
import { checkHeader, readVersions } from "./check-binary.js";
import { InstallError } from "./errors.js";
import { firstAnswer } from "./first-answer.js";
import type { InstallOptions, InstallResult } from "./install-node.js";
import { installFolder } from "./install-root.js";
import { executablePath, type Install, readInstall } from "./list-installs.js";

/** Where a resolved release belongs. */
export interface Place {
  readonly resolution: Resolution;
  readonly version: string;
  readonly target: Target;
  readonly prefix: string;
  readonly executable: string;
}

/** What an install comes to, before anything is fetched or written but indexes and lists. */
export type Plan =
  | { readonly kind: "present"; readonly result: InstallResult }
  | {
      readonly kind: "offer" | "build";
      readonly offer: Offer;
      readonly place: Place;
      readonly replaces: boolean;
    };

/**
 * Finds out what is to be done: what the spec means, and what vouches for it unless it is there already.
 * @throws as `installNode`
 */
export async function planInstall(options: InstallOptions): Promise<Plan> {
  if (options.compile === "always") return planBuild(options);
  try {
    return await firstAnswer(options, (source) => planFrom(source, options, "offer"));
  } catch (error) {
    if (!isNoBinary(error)) throw error;
    if (options.compile === undefined) throw withBuildHint(error, options);
    options.onEvent?.({ type: "no-binary", reason: error.message });
    return planBuild(options);
  }
}

async function planBuild(options: InstallOptions): Promise<Plan> {
  const sources = await buildSources(options);
  return firstAnswer({ ...options, sources }, (source) => planFrom(source, options, "build"));
}

/** All that a source has to be asked: what the spec means, and what vouches for it unless it is there already. */
async function planFrom(
  source: ReleaseSource,
  options: InstallOptions,
  kind: "offer" | "build",
): Promise<Plan> {
  const { spec, dialect, schedule, target, root, force, now = new Date(), onEvent } = options;
  const { rows, origin } = await source.loadIndex(target);
  const builtFor = kind === "build" ? undefined : target;
  const resolution = resolveRelease(spec, { index: rows, target: builtFor, dialect, schedule, now });
  onEvent?.({ type: "resolved", resolution, source: source.name, origin });
  const { version } = resolution;
  const prefix = join(root, installFolder(version, target));
  const place = { resolution, version, target, prefix, executable: executablePath(prefix, target) };
  const present = force === true ? undefined : await presentResult(place, options).catch(onlyDamage);
  if (present !== undefined) return { kind: "present", result: present };
  const offer = await source.offer(resolution.row, target);
  return { kind, offer, place, replaces: (await ownInstall(place)) !== undefined };
}

/** An install whose executable was deleted or replaced is made anew. */
function onlyDamage(error: unknown): undefined {
  if (!(error instanceof InstallError)) throw error;
  return undefined;
}

/** What lies in the place, if it is what its receipt says. Nothing else is ever touched. */
async function ownInstall({ prefix, version, target }: Place): Promise<Install | undefined> {
  const install = await readInstall(prefix);
  return install?.version === version && targetsEqual(install.target, target) ? install : undefined;
}

/** @throws InstallError when the install is there, but not as it was made */
export async function presentResult(
  place: Place,
  options: InstallOptions,
): Promise<InstallResult | undefined> {
  const install = await ownInstall(place);
  if (install === undefined) return undefined;
  await checkHeader(install.executable, place.target);
  const versions = await readVersions(install.executable, { ...options, version: place.version });
  const { source, evidence, built } = install.receipt;
  return { ...place, outcome: "already-installed", source, evidence, built, notes: [], versions };
}
