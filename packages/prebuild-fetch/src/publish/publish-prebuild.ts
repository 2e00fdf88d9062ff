import { createReadStream } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { ArtifactError } from "@nodewright/artifact-store";
import type { ObjectStore } from "@nodewright/artifact-store/object-store";
import type { PrebuildPlan } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import { parsePrebuildManifest } from "../integrity/prebuild-manifest.js";
import { COMPANION_SUFFIXES, sha256Of } from "./companions.js";
import type { PublishPlace } from "./publish-place.js";

/** What of a plan publishing one tarball needs. */
export type PublishPlan = Pick<PrebuildPlan, "packageName" | "stagedTarball">;

export interface PublishOptions {
  readonly onProgress?: ((progress: { sentBytes: number; totalBytes: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PublishOutcome {
  /** Where the tarball is now, as it may be shown. */
  readonly location: string;
  /** Keys of what was published: the tarball, its manifest, the manifest's signature. */
  readonly keys: readonly string[];
}

/**
 * Publishes a staged tarball, then the manifest beside it. A tarball that is there stays as it is; only if a publish of
 * the very same bytes was cut short before its manifest, the next one completes it.
 * @throws PrebuildError ERR_PREBUILD_PACK where nothing is staged, ERR_PREBUILD_EXISTS, ERR_PREBUILD_INTEGRITY for a
 * tarball that is not the one of its manifest; ArtifactError of the place
 */
export async function publishPrebuild(
  { stagedTarball, packageName }: PublishPlan,
  { store, prefix }: Pick<PublishPlace, "store" | "prefix">,
  options: PublishOptions = {},
): Promise<PublishOutcome> {
  await assertStaged(stagedTarball);
  const companions = await readCompanions(stagedTarball);
  const sha256 = await checkedSha256(stagedTarball, companions);
  const key = prefix + packageName;
  try {
    await store.put(key, stagedTarball, { sha256, contentType: "application/gzip", ...options });
  } catch (error) {
    if (!(error instanceof ArtifactError) || error.code !== "ERR_ARTIFACT_EXISTS") throw error;
    if (companions.length === 0 || !(await isCutShort(store, { key, sha256, ...options }))) {
      throw takenError(store.locationOf(key), error);
    }
  }
  const { signal } = options;
  for (const { suffix, content } of companions) {
    // Whoever wrote the tarball owns its companions.
    await store.put(key + suffix, content, { overwrite: true, contentType: "text/plain", signal });
  }
  return { location: store.locationOf(key), keys: [key, ...companions.map(({ suffix }) => key + suffix)] };
}

interface Companion {
  readonly suffix: string;
  readonly content: Buffer;
}

async function assertStaged(stagedTarball: string): Promise<void> {
  await access(stagedTarball).catch((cause: unknown) => {
    throw new PrebuildError(
      "ERR_PREBUILD_PACK",
      `Cannot publish because ${stagedTarball} missing: run \`node-pre-gyp package\` first`,
      { hint: "Package it first.", cause },
    );
  });
}

async function readCompanions(stagedTarball: string): Promise<readonly Companion[]> {
  const found: Companion[] = [];
  for (const suffix of COMPANION_SUFFIXES) {
    const content = await readFile(stagedTarball + suffix).catch(() => undefined);
    if (content === undefined) break;
    found.push({ suffix, content });
  }
  return found;
}

async function checkedSha256(stagedTarball: string, companions: readonly Companion[]): Promise<string> {
  const sha256 = await sha256Of(createReadStream(stagedTarball));
  const [manifest] = companions;
  if (manifest === undefined) return sha256;
  const label = stagedTarball + manifest.suffix;
  const { prebuilds } = parsePrebuildManifest(manifest.content.toString("utf8"), label);
  if (!prebuilds.some((entry) => entry.sha256 === sha256)) {
    throw new PrebuildError(
      "ERR_PREBUILD_INTEGRITY",
      `Cannot publish ${stagedTarball}: it is not the tarball that its manifest names`,
      { hint: "Package it again: the tarball was changed afterwards." },
    );
  }
  return sha256;
}

/** True if the tarball is there without its manifest, and has these bytes. */
async function isCutShort(
  store: ObjectStore,
  {
    key,
    sha256,
    signal,
  }: { readonly key: string; readonly sha256: string; readonly signal?: AbortSignal | undefined },
): Promise<boolean> {
  const [suffix] = COMPANION_SUFFIXES;
  if ((await store.head(key + suffix, { signal })) !== undefined) return false;
  const there = await store.get(key, { signal });
  return there !== undefined && (await sha256Of(there.body)) === sha256;
}

export function takenError(location: string, cause?: unknown): PrebuildError {
  return new PrebuildError("ERR_PREBUILD_EXISTS", `Cannot publish over existing version: ${location}`, {
    hint: "Update the version in package.json; what was published in error can be unpublished.",
    cause,
  });
}
