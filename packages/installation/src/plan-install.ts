import { join } from "node:path";
import type { Resolution } from "@nodewright/release-index";
import type { Offer, ReleaseSource } from "@nodewright/release-source";
import { formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import { buildSources, isNoBinary, withBuildHint } from "./build-sources.js";
import { checkHeader, readVersions } from "./check-binary.js";
import { InstallError, messageOf } from "./errors.js";
import type { InstallOptions, InstallResult } from "./install-node.js";
import { installFolder } from "./install-root.js";
import { keptSource } from "./kept-source.js";
import { executablePath, type Install, readInstall } from "./list-installs.js";
import { isKeySigned, listedAfterAll } from "./listed-after-all.js";
import { nothingToTake, type PassedOver, toPassedOver, whyPassedOver } from "./passed-over.js";
import { hasParts, type PrefixPart, unionOfParts } from "./prefix-parts.js";
import { type Candidate, createSearch, type ReleaseSearch } from "./release-search.js";

/** Where a resolved release belongs. */
export interface Place {
  readonly resolution: Resolution;
  readonly version: string;
  readonly target: Target;
  readonly prefix: string;
  readonly executable: string;
  readonly passedOver: readonly PassedOver[];
}

/** What an install comes to, before anything is fetched or written but indexes and lists. */
export type Plan =
  | { readonly kind: "present"; readonly result: InstallResult }
  | {
      readonly kind: "offer" | "build";
      readonly offer: Offer;
      readonly place: Place;
      readonly replaces: boolean;
      /** The optional parts that it is to have, those that are there among them; all when undefined. */
      readonly parts: readonly PrefixPart[] | undefined;
    };

/**
 * Finds out what is to be done: which release the spec means, from which source, for which target, and what vouches
 * for it unless it is there already. The target comes first over all sources, then the next that the host runs.
 * @throws as `installNode`
 */
export async function planInstall(options: InstallOptions): Promise<Plan> {
  if (options.compile === "always") return planBuild(options);
  const kept = await planKept(options);
  if (kept !== undefined) return kept;
  const search = createSearch(options);
  const found = await firstPlan({ search, options, kind: "offer" });
  if (found !== undefined) return found;
  const error = nothingToTake(options.spec, search.passedOver);
  if (!search.passedOver.some(isNoBinary)) throw error;
  if (options.compile === undefined) throw withBuildHint(error, options);
  options.onEvent?.({ type: "no-binary", reason: messageOf(error) });
  return planBuild(options);
}

/** A whole version that was installed before, and is not to be fetched again. */
async function planKept(given: InstallOptions): Promise<Plan | undefined> {
  const source = given.force === true ? undefined : await keptSource(given);
  if (source === undefined) return undefined;
  const options: InstallOptions = { ...given, sources: [source], fallbacks: undefined };
  return firstPlan({ search: createSearch(options), options, kind: "offer" });
}

/** Builds are made for the very target, of code that is the same for all. */
async function planBuild(given: InstallOptions): Promise<Plan> {
  const options = { ...given, sources: await buildSources(given), fallbacks: undefined };
  const search = createSearch(options, { isForAnyTarget: true });
  const found = await firstPlan({ search, options, kind: "build" });
  if (found !== undefined) return found;
  throw nothingToTake(options.spec, search.passedOver);
}

interface Circumstances {
  readonly search: ReleaseSearch;
  readonly options: InstallOptions;
  readonly kind: "offer" | "build";
}

/** @returns undefined when all sources were passed over for all targets */
async function firstPlan(circumstances: Circumstances): Promise<Plan | undefined> {
  const { search, options } = circumstances;
  for (const target of [options.target, ...(options.fallbacks ?? []).map((one) => one.target)]) {
    for (const source of options.sources) {
      if (search.isSilent(source)) continue;
      const plan = await planFrom(source, target, circumstances);
      if (plan !== undefined) return plan;
    }
  }
  return undefined;
}

/** @returns undefined when the next source is to be asked */
async function planFrom(
  source: ReleaseSource,
  target: Target,
  circumstances: Circumstances,
): Promise<Plan | undefined> {
  const { search, options } = circumstances;
  try {
    const candidate = await search.candidate(source, target);
    return await planOf(candidate, circumstances);
  } catch (error) {
    const why = whyPassedOver(error, source);
    const isAlone = options.sources.length === 1 && why === "no-answer";
    if (why === undefined || isAlone) throw error;
    search.passOver({ source, target, why, error });
    return undefined;
  }
}

/**
 * All that a source has to be asked of a release, unless that is there already. What no release key vouches for, and
 * what is for another target, is compared with the signed lists of better sources before it is taken.
 */
async function planOf(candidate: Candidate, circumstances: Circumstances): Promise<Plan> {
  const { search, options } = circumstances;
  const { source, target } = candidate;
  const plan = await presentOrOffer(candidate, circumstances);
  if (plan.kind !== "offer") return plan;
  if (!isKeySigned(plan.offer) || !targetsEqual(target, options.target)) {
    const better = await listedAfterAll(candidate, search);
    if (better !== undefined) return presentOrOffer(unlisted(candidate, better), circumstances);
  }
  if (source.onRequest !== undefined) throw unsignedOnly(candidate, source.onRequest);
  return plan;
}

async function presentOrOffer(candidate: Candidate, { search, options, kind }: Circumstances): Promise<Plan> {
  const { source, target, origin } = candidate;
  const resolution = explained(candidate, options);
  const { version } = resolution;
  const prefix = join(options.root, installFolder(version, target));
  const executable = executablePath(prefix, target);
  const passedOver = search.passedOver.map(toPassedOver);
  const place = { resolution, version, target, prefix, executable, passedOver };
  const event = { type: "resolved", resolution, source: source.name, origin } as const;
  const present = options.force === true ? undefined : await presentResult(place, options).catch(onlyDamage);
  if (present !== undefined || source.onRequest === undefined) options.onEvent?.(event);
  if (present !== undefined) return { kind: "present", result: present };
  const offer = await source.offer(resolution.row, target);
  const own = await ownInstall(place);
  const parts =
    own === undefined || options.force === true
      ? options.parts
      : unionOfParts(own.receipt.parts, options.parts);
  return { kind, offer, place, replaces: own !== undefined, parts };
}

/** The reason with what there is to say of the target where it is not the one that was wanted first. */
function explained({ resolution, target }: Candidate, options: InstallOptions): Resolution {
  const because = options.fallbacks?.find((one) => targetsEqual(one.target, target))?.because;
  if (because === undefined || targetsEqual(target, options.target)) return resolution;
  const sentence = `None was found for ${formatTarget(options.target)}; ${formatTarget(target)} is taken instead: ${because}.`;
  return { ...resolution, reason: `${resolution.reason} ${sentence}` };
}

function unlisted(candidate: Candidate, better: Pick<Candidate, "source" | "target">): Candidate {
  const { resolution } = candidate;
  const sentence = `The index of ${better.source.name} does not tell of it; its signed list does.`;
  return {
    ...better,
    resolution: { ...resolution, reason: `${resolution.reason} ${sentence}` },
    origin: "SHASUMS256.txt",
  };
}

function unsignedOnly({ source, target, resolution }: Candidate, option: string): InstallError {
  return new InstallError(
    "ERR_INSTALL_UNSIGNED",
    `only ${source.name} has Node.js ${resolution.version} for ${formatTarget(target)}, and it signs nothing: whoever controls it controls the bytes`,
    { hint: `accept that with ${option}, or NODEWRIGHT_SOURCE=dist,unofficial` },
  );
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
  if (install === undefined || !hasParts(install.receipt.parts, options.parts)) return undefined;
  await checkHeader(install.executable, place.target);
  const versions = await readVersions(install.executable, { ...options, ...place });
  const { source, evidence, built, parts } = install.receipt;
  return { ...place, outcome: "already-installed", source, evidence, built, parts, notes: [], versions };
}
