import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Cache, type HttpClient, stageDirectory, type TreeStore } from "@nodewright/artifact-store";
import type { Resolution } from "@nodewright/release-index";
import type { Evidence, Offer } from "@nodewright/release-source";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { buildFromSource } from "./build-from-source.js";
import { checkHeader, readVersions } from "./check-binary.js";
import { assertGlibc } from "./check-glibc.js";
import { errorCode, InstallError } from "./errors.js";
import { type KeptPrefix, keepPrefix, readKept, versionsOn } from "./kept-prefix.js";
import { executablePath } from "./list-installs.js";
import type { PassedOver } from "./passed-over.js";
import { placeParts } from "./place-parts.js";
import { type Place, type Plan, planInstall, presentResult } from "./plan-install.js";
import { type PrefixPart, trimOffer, trimPrefix } from "./prefix-parts.js";
import { applySteps } from "./prefix-steps.js";
import { proveFiles } from "./prove-files.js";
import { allEvidence, type Built, formatReceipt, type Receipt, receiptName } from "./receipt.js";
import type { SearchOptions } from "./release-search.js";
import { treeKey } from "./tree-key.js";

/** Whoever waits for another process that builds the same release. */
const buildWaitMs = 24 * 60 * 60_000;

export interface InstallOptions extends SearchOptions {
  /** The folder that holds the installs. */
  readonly root: string;
  readonly client: HttpClient;
  /** Keeps unpacked prefixes, so that a release that was installed before costs no archive; none without it. */
  readonly trees?: TreeStore | undefined;
  /** Keeps verified archives; none are kept without it. */
  readonly cache?: Cache | undefined;
  readonly offline?: boolean | undefined;
  /** Everything is resolved and proven, nothing is downloaded or written. */
  readonly dryRun?: boolean | undefined;
  /** Build from source where no source has a binary for the target, or always; never when absent. */
  readonly compile?: "without-binary" | "always" | undefined;
  /** Tell the log of a build, too. */
  readonly verbose?: boolean | undefined;
  /** Beside the executable only these parts are kept; the whole prefix when absent. */
  readonly parts?: readonly PrefixPart[] | undefined;
  /** An install that is already there is made again. */
  readonly force?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What a relative TMPDIR of a build is relative to; the root when absent. */
  readonly cwd?: string | undefined;
  readonly coreVersion: string;
  readonly signal?: AbortSignal | undefined;
}

export interface InstallResult {
  readonly outcome: "installed" | "already-installed" | "dry-run";
  readonly version: string;
  /** What it is for: the target that was asked for, or one of the fallbacks. */
  readonly target: Target;
  readonly prefix: string;
  readonly executable: string;
  readonly resolution: Resolution;
  readonly source: { readonly kind: string; readonly name: string };
  readonly evidence: readonly Evidence[];
  /** How it was built, if it was built from the archive that `evidence` names. */
  readonly built?: Built | undefined;
  /** The optional parts that are there; all when undefined. */
  readonly parts?: readonly PrefixPart[] | undefined;
  readonly notes: readonly string[];
  /** What was asked before and not taken, in order. */
  readonly passedOver: readonly PassedOver[];
  /** `process.versions` of the installed binary; undefined for a target that does not run here, and on a dry run. */
  readonly versions: Readonly<Record<string, string>> | undefined;
}

/**
 * Puts the release that a spec means into `root`, as an ordinary prefix. What is not proven, not for the target or
 * does not run never gets there: everything is made in a folder beside it and renamed into place at the end. Two
 * processes that install the same release at once both end with it; an interrupted one leaves nothing.
 * @throws InstallError, SourceError, ReleaseIndexError and ArtifactError with the code of what went wrong
 */
export async function installNode(options: InstallOptions): Promise<InstallResult> {
  return carryOut(await planInstall(options), options);
}

/** Makes what a plan says, from the same options. */
export async function carryOut(plan: Plan, options: InstallOptions): Promise<InstallResult> {
  if (plan.kind === "present") return plan.result;
  const { place, kind, parts } = plan;
  const offer = trimOffer(plan.offer, parts);
  options.onEvent?.({ type: "proven", offer });
  if (options.dryRun === true) return { ...toResult("dry-run", offer, place), parts };
  try {
    const made = await stageDirectory(place.prefix, (stage) => make(stage, { ...plan, offer }, options), {
      replace: plan.replaces,
      signal: options.signal,
      lockTimeoutMs: kind === "build" ? buildWaitMs : undefined,
      onWait: ({ pid }) => options.onEvent?.({ type: "waiting", pid }),
    });
    return { ...toResult("installed", offer, place), ...made, parts };
  } catch (error) {
    if (errorCode(error) !== "ERR_ARTIFACT_EXISTS") throw error;
    return (await presentResult(place, options)) ?? inTheWay(place, error);
  }
}

function inTheWay({ prefix }: Place, cause: unknown): never {
  throw new InstallError("ERR_INSTALL_DESTINATION", `${prefix} is already there and is no complete install`, {
    hint: "move it away, or name another folder with --dir",
    cause,
  });
}

type Made = Pick<InstallResult, "versions" | "built">;

/** Makes the whole prefix in a folder of its own and proves it there. */
async function make(
  stage: string,
  { kind, offer, place, parts }: Exclude<Plan, { kind: "present" }>,
  options: InstallOptions,
): Promise<Made> {
  const kept = kind === "offer" ? await takeKept(stage, offer, options) : undefined;
  const built =
    kind === "build" ? await buildFromSource({ stage, prefix: place.prefix, offer }, options) : undefined;
  if (kind === "offer" && kept === undefined) await unpackOffer(stage, offer, options);
  await proveFiles(stage, offer.proofs);
  const executable = executablePath(stage, offer.target);
  const info = await checkHeader(executable, offer.target);
  options.onEvent?.({ type: "checked", info });
  const question = { ...options, version: offer.release.version, target: offer.target };
  assertGlibc(info.glibcFloor, question);
  const known = versionsOn(kept, options);
  const running = known === undefined ? readVersions(executable, question) : Promise.resolve(known);
  const isNew = kind === "offer" && kept === undefined;
  // All of it is kept, also for who will ask for more of it.
  if (isNew && options.trees) await keepPrefix(options.trees, stage, { offer, machine: options, running });
  await trimPrefix(stage, parts, offer.target);
  const versions = await running;
  await writeFile(join(stage, receiptName), formatReceipt({ ...toReceipt(offer, options), built, parts }));
  return { versions, built };
}

/** Fills the stage with what the same archives were made into earlier, if that is kept. */
async function takeKept(
  stage: string,
  offer: Offer,
  { trees, force, onEvent }: InstallOptions,
): Promise<KeptPrefix | undefined> {
  if (trees === undefined || force === true) return undefined;
  const key = treeKey(offer);
  const tree = await trees.find(key);
  const kept = tree && readKept(tree);
  const method = kept && (await trees.checkOut(key, stage));
  if (method === undefined) return undefined;
  onEvent?.({ type: "reused", method });
  return kept;
}

async function unpackOffer(stage: string, offer: Offer, options: InstallOptions): Promise<void> {
  await placeParts(offer.parts, stage, options);
  await applySteps(stage, offer.steps);
}

function toReceipt(offer: Offer, { coreVersion, now = new Date() }: InstallOptions): Receipt {
  return {
    schema: 1,
    version: offer.release.version,
    target: formatTarget(offer.target) ?? "",
    lts: offer.release.lts ?? false,
    npm: offer.release.npm ?? undefined,
    source: offer.source,
    evidence: allEvidence(offer),
    installedAt: now.toISOString(),
    coreVersion,
  };
}

function toResult(outcome: "installed" | "dry-run", offer: Offer, place: Place): InstallResult {
  const { source, notes } = offer;
  return { ...place, outcome, source, evidence: allEvidence(offer), notes, versions: undefined };
}
