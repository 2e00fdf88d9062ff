import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { writeFileAtomic } from "@nodewright/artifact-store";
import { packagedManifestFile } from "../config/plan.js";
import type { BinaryConfig } from "../config/types.js";
import {
  formatPrebuildManifest,
  mergePrebuildManifests,
  type PrebuildManifest,
  parsePrebuildManifest,
} from "../integrity/prebuild-manifest.js";
import type { SigningOptions } from "../integrity/signature.js";
import { type StagedAddon, stagedPrebuilds } from "../publish/staged-prebuilds.js";
import { placeSignature, signManifest } from "./sign-manifest.js";

export interface PackageManifestOptions extends StagedAddon {
  /** package.json's. */
  readonly binary?: Pick<BinaryConfig, "manifest"> | undefined;
  /** Signs the manifest. */
  readonly signing?: SigningOptions | undefined;
}

export interface PackageManifestOutcome {
  /** Absolute; `prebuilds.json` beside package.json, or `binary.manifest`. */
  readonly manifestFile: string;
  /** `<manifest>.asc`; undefined without `signing`. */
  readonly signatureFile: string | undefined;
  readonly manifest: PrebuildManifest;
}

/**
 * Writes the manifest that ships inside the npm package: all prebuilds that are staged for its version, as one.
 * @throws PrebuildError ERR_PREBUILD_PACK where nothing is staged, ERR_PREBUILD_MANIFEST for manifests that contradict
 * each other; GpgError ERR_GPG_KEY
 */
export async function writePackageManifest({
  binary,
  signing,
  ...addon
}: PackageManifestOptions): Promise<PackageManifestOutcome> {
  const manifests = new Map<string, PrebuildManifest>();
  for (const { stagedTarball } of await stagedPrebuilds(addon)) {
    const path = `${stagedTarball}.json`;
    manifests.set(path, parsePrebuildManifest(await readFile(path, "utf8"), path));
  }
  const manifest = mergePrebuildManifests([...manifests.values()]);
  const manifestFile = packagedManifestFile(binary, addon.root);
  const text = formatPrebuildManifest(manifest);
  const signature = await signManifest({ name: basename(manifestFile), text }, signing);
  await writeFileAtomic(manifestFile, text);
  const signatureFile = await placeSignature(manifestFile, signature);
  return { manifestFile, signatureFile, manifest };
}
