import { access } from "node:fs/promises";
import { basename, relative, sep } from "node:path";
import { writeFileAtomic } from "@nodewright/artifact-store";
import { describeMismatches, type ExecutableInfo, targetOf } from "@nodewright/executable";
import { createTarget, formatTarget, TargetError, type TargetPattern } from "@nodewright/target-triple";
import { addonMismatches, inspectAddon } from "../check/check-addon.js";
import type { PrebuildPlan } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import { archiveFile } from "../integrity/find-voucher.js";
import {
  formatPrebuildManifest,
  type ManifestEntry,
  type PrebuildManifest,
} from "../integrity/prebuild-manifest.js";
import type { SigningOptions } from "../integrity/signature.js";
import type { PackedFiles, PackFilesOptions } from "./pack-files.js";
import { placeSignature, signManifest } from "./sign-manifest.js";

/** What of a plan packing needs. */
export type PackPlan = Pick<
  PrebuildPlan,
  | "name"
  | "version"
  | "target"
  | "runtime"
  | "napiBuildVersion"
  | "modulePath"
  | "addonFile"
  | "stagedTarball"
  | "remotePath"
  | "packageName"
>;

export interface PackOptions extends PackFilesOptions {
  /** Version of the core that names the target. */
  readonly coreVersion: string;
  /** Signs the manifest. */
  readonly signing?: SigningOptions | undefined;
}

export interface PackOutcome {
  readonly tarball: string;
  /** `<tarball>.json`: what its bytes are, and what its addon is for. */
  readonly manifestFile: string;
  /** `<tarball>.json.asc`; undefined without `signing`. */
  readonly signatureFile: string | undefined;
  readonly manifest: PrebuildManifest;
}

/**
 * Packs a built addon's folder into its staged tarball, and writes the manifest beside it. The addon's header is read:
 * a build for another platform or runtime than its name will say is not packed.
 * @throws PrebuildError ERR_PREBUILD_PACK, ERR_PREBUILD_INCOMPATIBLE, ERR_PREBUILD_CORRUPT; ArtifactError for the disk;
 * GpgError ERR_GPG_KEY
 */
export async function packPrebuild(plan: PackPlan, options: PackOptions): Promise<PackOutcome> {
  const { addonFile, stagedTarball } = plan;
  await access(addonFile).catch((cause: unknown) => {
    throw new PrebuildError(
      "ERR_PREBUILD_PACK",
      `Cannot package because ${addonFile} missing: run \`node-pre-gyp rebuild\` first`,
      { hint: "Build it first.", cause },
    );
  });
  const info = await inspectAddon(addonFile);
  assertBuiltFor(plan, info);
  const { packFiles } = await import("./pack-files.js");
  const packed = await packFiles(plan.modulePath, options);
  const { name, version } = plan;
  const entry = describeEntry(plan, info, packed);
  const manifest = {
    schema: 1,
    name,
    version,
    coreVersion: options.coreVersion,
    prebuilds: [entry],
  } as const;
  const manifestFile = `${stagedTarball}.json`;
  const text = formatPrebuildManifest(manifest);
  const signature = await signManifest({ name: basename(manifestFile), text }, options.signing);
  await writeFileAtomic(stagedTarball, packed.tarball);
  await writeFileAtomic(manifestFile, text);
  const signatureFile = await placeSignature(manifestFile, signature);
  return { tarball: stagedTarball, manifestFile, signatureFile, manifest };
}

function assertBuiltFor({ addonFile, target, runtime }: PackPlan, info: ExecutableInfo): void {
  const mismatches = addonMismatches(info, { target, runtime });
  if (mismatches.length === 0) return;
  throw new PrebuildError(
    "ERR_PREBUILD_INCOMPATIBLE",
    `Cannot package ${addonFile} under this name: ${describeMismatches(mismatches)}`,
    { hint: "Build it for the target that is packed: clean, and rebuild with the same options." },
  );
}

function describeEntry(plan: PackPlan, info: ExecutableInfo, packed: PackedFiles): ManifestEntry {
  const { glibcFloor, glibcxxFloor, cxxabiFloor, addon } = info;
  const nodeApi = addon?.napi ? (plan.napiBuildVersion ?? addon.nodeApiVersion ?? true) : undefined;
  const nodeAbi = addon?.napi ? undefined : (addon?.nodeAbi ?? numberOf(plan.runtime.abi));
  return {
    file: archiveFile(plan),
    sizeBytes: packed.sizeBytes,
    sha256: packed.sha256,
    target: targetText(info, plan.target),
    runtime: plan.runtime.name,
    ...(nodeAbi !== undefined && { nodeAbi }),
    ...(nodeApi !== undefined && { nodeApi }),
    ...(glibcFloor !== undefined && { glibcFloor }),
    ...(glibcxxFloor !== undefined && { glibcxxFloor }),
    ...(cxxabiFloor !== undefined && { cxxabiFloor }),
    addon: relative(plan.modulePath, plan.addonFile).split(sep).join("/"),
    files: packed.files,
  };
}

/** The header's word, and what only the plan says (a variant, the libc of a library that needs none). */
function targetText(info: ExecutableInfo, planned: TargetPattern): string {
  const parts = { ...planned, ...targetOf(info) };
  try {
    return formatTarget(createTarget(parts)) ?? `${info.os}-${info.arch}`;
  } catch (error) {
    if (error instanceof TargetError) return `${info.os}-${info.arch}`;
    throw error;
  }
}

function numberOf(abi: string | null): number | undefined {
  return abi === null ? undefined : Number(abi);
}
