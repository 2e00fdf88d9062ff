import type { AddonManifest } from "../config/types.js";
import { COMPANION_SUFFIXES, isCompanion } from "./companions.js";
import type { PublishPlace } from "./publish-place.js";
import { filesOfVersion } from "./version-template.js";

type Place = Pick<PublishPlace, "store" | "prefix">;

/** Keys of the tarballs that are published beside a plan's. @throws ArtifactError of the place */
export async function prebuildInfo(
  { store, prefix }: Place,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const keys = new Set<string>();
  for await (const { key } of store.list({ prefix, signal })) keys.add(key);
  return [...keys].filter((key) => !isCompanion(key, keys));
}

/**
 * Keys of all tarballs of one version of an addon, whichever target they are for.
 * @throws PrebuildError ERR_PREBUILD_CONFIG for what is no version; ArtifactError of the place, which HTTP cannot list
 */
export async function versionPrebuilds(
  manifest: AddonManifest,
  version: string,
  { store, rootPrefix }: Pick<PublishPlace, "store" | "rootPrefix">,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { prefix, has } = filesOfVersion(manifest, version);
  const keys = await prebuildInfo({ store, prefix: rootPrefix + prefix }, signal);
  return keys.filter((key) => has(key.slice(rootPrefix.length)));
}

export interface UnpublishOutcome {
  /** Where the tarball was, as it may be shown. */
  readonly location: string;
  /** False where there was none. */
  readonly wasThere: boolean;
}

/** Removes a tarball and what stands beside it. @throws ArtifactError of the place */
export async function unpublishPrebuild(
  { packageName }: { readonly packageName: string },
  { store, prefix }: Place,
  signal?: AbortSignal,
): Promise<UnpublishOutcome> {
  const key = prefix + packageName;
  const location = store.locationOf(key);
  if ((await store.head(key, { signal })) === undefined) return { location, wasThere: false };
  for (const suffix of ["", ...COMPANION_SUFFIXES]) await store.delete(key + suffix, { signal });
  return { location, wasThere: true };
}
