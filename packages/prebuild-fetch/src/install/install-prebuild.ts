import { access, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { redactUrl, unpack } from "@nodewright/artifact-store";
import type { ExecutableInfo } from "@nodewright/executable";
import { type AddonNeeds, checkAddon } from "../check/check-addon.js";
import type { IntegrityDemand } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import { assertEntryMatches, assertEntryTold } from "../integrity/check-entry.js";
import { findHostVoucher, findPackageVoucher, hasKeyring } from "../integrity/find-voucher.js";
import type { Voucher } from "../integrity/voucher.js";
import { toInstallError } from "./install-errors.js";
import { openArchive } from "./open-archive.js";
import { placeDirectory } from "./place-directory.js";
import type { InstallOptions, InstallOutcome, InstallPlan } from "./types.js";

/**
 * Puts a planned prebuild in its place: fetched, proved by what vouches for it, unpacked aside, its header compared
 * with the runtime and the system that load it, and then renamed into `modulePath`. After a failure what was there is
 * there still, and nothing else. An addon that is there counts as installed when its header fits.
 *
 * Any number of processes may install the same plan at once.
 * @throws PrebuildError see README.md; `fallbackFor` tells what it means for a build from source
 */
export async function installPrebuild(plan: InstallPlan, asked: InstallOptions): Promise<InstallOutcome> {
  const options = { ...asked, requireIntegrity: strictest(plan.requireIntegrity, asked.requireIntegrity) };
  const { libraries, execPath, signal } = options;
  const needs: AddonNeeds = { target: plan.target, runtime: plan.runtime, libraries, execPath, signal };
  if (!options.update && (await isUsable(plan.addonFile, needs, options))) return present(plan);
  const place = {
    directory: plan.modulePath,
    mark: plan.addonFile,
    root: plan.root,
    signal: options.signal,
  };
  try {
    const packageVoucher = await findPackageVoucher(plan, options);
    const voucher = await placeDirectory(place, async (stage) => {
      // Another process may have been here while this one waited for it.
      if (!options.update && (await isUsable(plan.addonFile, needs))) throw new AlreadyInstalled();
      return fill(stage, { plan, options, needs, packageVoucher });
    });
    return { state: "installed", addonFile: plan.addonFile, voucher };
  } catch (error) {
    if (error instanceof AlreadyInstalled) return present(plan);
    throw toInstallError(error, redactUrl(plan.hostedTarball));
  }
}

function strictest(...demands: readonly (IntegrityDemand | undefined)[]): IntegrityDemand {
  return demands.includes("signed") ? "signed" : demands.includes(true);
}

/** Leaves the stage when there is nothing left to do. */
class AlreadyInstalled extends Error {}

function present({ addonFile }: InstallPlan): InstallOutcome {
  return { state: "present", addonFile, voucher: undefined };
}

async function isUsable(
  file: string,
  needs: AddonNeeds,
  { onWarning }: Pick<InstallOptions, "onWarning"> = {},
): Promise<boolean> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return false;
  try {
    await checkAddon(file, needs);
    return true;
  } catch (error) {
    if (!(error instanceof PrebuildError)) throw error;
    onWarning?.({ code: "unusable-addon", message: error.message, hint: "It is replaced." });
    return false;
  }
}

interface FillJob {
  readonly plan: InstallPlan;
  readonly options: InstallOptions;
  readonly needs: AddonNeeds;
  readonly packageVoucher: Voucher | undefined;
}

async function fill(stage: string, job: FillJob): Promise<Voucher | undefined> {
  const { plan, options, packageVoucher } = job;
  const { onEntry, signal } = options;
  const hostVoucher = packageVoucher === undefined ? findHostVoucher(plan, options) : undefined;
  // It is awaited after the archive, whose failure says more.
  hostVoucher?.catch(() => {});
  const known = packageVoucher?.entry;
  const archive = openArchive(plan.hostedTarball, {
    ...options,
    expect: known && { algorithm: "sha256", digest: known.sha256, sizeBytes: known.sizeBytes },
  });
  await unpack(archive.body, { into: stage, stripComponents: plan.stripComponents ?? 1, onEntry, signal });
  const voucher = packageVoucher ?? (await hostVoucher);
  if (voucher === undefined) reportUnverified(job);
  else assertEntryMatches(voucher, archive.digest(), redactUrl(plan.hostedTarball));
  const info = await checkStaged(stage, job);
  if (voucher !== undefined) assertEntryTold(voucher, info, plan.runtime);
  return voucher;
}

async function checkStaged(stage: string, { plan, needs }: FillJob): Promise<ExecutableInfo> {
  const inside = relative(plan.modulePath, plan.addonFile);
  const file = join(stage, inside);
  const stats = await stat(file).catch(() => undefined);
  if (stats?.isFile()) {
    return checkAddon(file, needs).catch((error: unknown) => {
      throw withoutStage(error, { file, inside, url: redactUrl(plan.hostedTarball) });
    });
  }
  throw new PrebuildError(
    "ERR_PREBUILD_CORRUPT",
    `Cannot use ${redactUrl(plan.hostedTarball)}: it holds no ${inside}`,
    {
      hint: "The archive is of another module or badly packed: build from source, and tell the package's author.",
      url: redactUrl(plan.hostedTarball),
    },
  );
}

/** The stage is gone when the message is read: it names the tarball, and the file in it. */
function withoutStage(
  error: unknown,
  { file, inside, url }: { readonly file: string; readonly inside: string; readonly url: string },
): unknown {
  if (!(error instanceof PrebuildError)) return error;
  const message = error.message.replace(file, `${inside} of ${url}`).replaceAll(file, inside);
  const { code, hint, cause } = error;
  return new PrebuildError(code, message, { hint, cause, url });
}

function reportUnverified({ plan, options }: FillJob): void {
  const url = redactUrl(plan.hostedTarball);
  const message = `Nothing vouches for ${url}: no manifest names it`;
  const hint = "Its author can ship one: `nodewright prebuild manifest` writes it.";
  if (options.requireIntegrity || hasKeyring(plan, options)) {
    throw new PrebuildError("ERR_PREBUILD_UNVERIFIED", message, { hint, url });
  }
  options.onWarning?.({ code: "unverified", message, hint });
}
