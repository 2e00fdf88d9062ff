import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Cache, type HttpClient, stageDirectory } from "@nodewright/artifact-store";
import type { ExecutableInfo } from "@nodewright/executable";
import type { Resolution } from "@nodewright/release-index";
import type { Evidence, Offer, ReleaseSource } from "@nodewright/release-source";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { checkHeader, isRunnable, readVersions } from "./check-binary.js";
import { InstallError, systemCode } from "./errors.js";
import { installFolder } from "./install-root.js";
import { executablePath, type Install, readInstall } from "./list-installs.js";
import { placePart } from "./place-part.js";
import { applySteps } from "./prefix-steps.js";
import { proveFiles } from "./prove-files.js";
import { formatReceipt, type Receipt, receiptName } from "./receipt.js";
import { resolveFrom } from "./resolve-from.js";

/** What happens on the way, in order; for progress and explanations. */
export type InstallEvent =
  | { readonly type: "source-unreachable"; readonly source: string; readonly reason: string }
  | {
      readonly type: "resolved";
      readonly resolution: Resolution;
      readonly source: string;
      readonly origin: string;
    }
  | { readonly type: "proven"; readonly offer: Offer }
  | {
      readonly type: "progress";
      readonly fileName: string;
      readonly receivedBytes: number;
      readonly totalBytes: number | undefined;
    }
  | { readonly type: "retry"; readonly fileName: string; readonly reason: string }
  | { readonly type: "cached"; readonly fileName: string }
  | { readonly type: "checked"; readonly info: ExecutableInfo };

export interface InstallOptions {
  readonly spec: string;
  readonly target: Target;
  /** The machine this runs on; a binary that it can run is run once before it counts as installed. */
  readonly host: Target;
  /** Tried in order; only a source that does not answer passes the question on. */
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  /** The folder that holds the installs. */
  readonly root: string;
  readonly client: HttpClient;
  /** Keeps verified archives; none are kept without it. */
  readonly cache?: Cache | undefined;
  readonly offline?: boolean | undefined;
  /** Everything is resolved and proven, nothing is downloaded or written. */
  readonly dryRun?: boolean | undefined;
  /** An install that is already there is made again. */
  readonly force?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now?: Date | undefined;
  readonly coreVersion: string;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: InstallEvent) => void) | undefined;
}

export interface InstallResult {
  readonly outcome: "installed" | "already-installed" | "dry-run";
  readonly version: string;
  readonly target: Target;
  readonly prefix: string;
  readonly executable: string;
  readonly resolution: Resolution;
  readonly source: { readonly kind: string; readonly name: string };
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
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
  const { target, root } = options;
  const { source, resolution } = await resolveFrom(options);
  const version = resolution.row.version;
  const prefix = join(root, installFolder(version, target));
  const context = { options, resolution, version, prefix };

  const present = await readInstall(prefix);
  if (present !== undefined && options.force !== true && (await isIntact(present))) {
    return alreadyInstalled(present, context);
  }
  const offer = await source.offer(resolution.row, target);
  options.onEvent?.({ type: "proven", offer });
  if (options.dryRun === true) return toResult("dry-run", offer, undefined, context);
  try {
    const versions = await stageDirectory(prefix, (stage) => build(stage, offer, options), {
      replace: present !== undefined,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return toResult("installed", offer, versions, context);
  } catch (error) {
    if (systemCode(error) !== "ERR_ARTIFACT_EXISTS") throw error;
    return settleExisting(error, context);
  }
}

interface Context {
  readonly options: InstallOptions;
  readonly resolution: Resolution;
  readonly version: string;
  readonly prefix: string;
}

/** Makes the whole prefix in a folder of its own and proves it there. */
async function build(
  stage: string,
  offer: Offer,
  options: InstallOptions,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { target, host } = options;
  await Promise.all(offer.parts.map((part) => placePart(part, stage, options)));
  await applySteps(stage, offer.steps);
  await proveFiles(stage, offer.proofs);
  const executable = executablePath(stage, target);
  const info = await checkHeader(executable, target);
  options.onEvent?.({ type: "checked", info });
  const versions = isRunnable(target, host)
    ? await readVersions(executable, offer.release.version, options.env)
    : undefined;
  await writeFile(join(stage, receiptName), formatReceipt(toReceipt(offer, options)));
  return versions;
}

function toReceipt(offer: Offer, { coreVersion, now = new Date(), target }: InstallOptions): Receipt {
  return {
    schema: 1,
    version: offer.release.version,
    target: formatTarget(target) ?? "",
    lts: offer.release.lts ?? false,
    npm: offer.release.npm ?? undefined,
    source: offer.source,
    evidence: allEvidence(offer),
    installedAt: now.toISOString(),
    coreVersion,
  };
}

function allEvidence(offer: Offer): Evidence[] {
  return [
    ...offer.parts.flatMap(({ evidence }) => evidence),
    ...offer.proofs.map(({ evidence }) => evidence),
  ];
}

/** Somebody's executable may have been deleted or replaced since; then the install is made anew. */
async function isIntact({ executable, target }: Install): Promise<boolean> {
  return checkHeader(executable, target).then(
    () => true,
    () => false,
  );
}

async function alreadyInstalled(install: Install, context: Context): Promise<InstallResult> {
  const { options, resolution, version, prefix } = context;
  const { receipt, executable, target } = install;
  return {
    outcome: "already-installed",
    version,
    target,
    prefix,
    executable,
    resolution,
    source: receipt.source,
    evidence: receipt.evidence,
    notes: [],
    versions: isRunnable(target, options.host)
      ? await readVersions(executable, version, options.env)
      : undefined,
  };
}

/** Another process was first, or something that is no install of ours lies in the way. */
async function settleExisting(error: unknown, context: Context): Promise<InstallResult> {
  const install = await readInstall(context.prefix);
  if (install !== undefined) return alreadyInstalled(install, context);
  throw new InstallError(
    "ERR_INSTALL_DESTINATION",
    `${context.prefix} is already there and is no complete install`,
    {
      hint: "move it away, or name another folder with --dir",
      cause: error,
    },
  );
}

function toResult(
  outcome: "installed" | "dry-run",
  offer: Offer,
  versions: Readonly<Record<string, string>> | undefined,
  { options, resolution, version, prefix }: Context,
): InstallResult {
  return {
    outcome,
    version,
    target: options.target,
    prefix,
    executable: executablePath(prefix, options.target),
    resolution,
    source: offer.source,
    evidence: allEvidence(offer),
    notes: offer.notes,
    versions,
  };
}
