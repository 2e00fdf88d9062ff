import type { AddonManifest } from "./types.js";

/** What decides which Node-API builds an addon has here. */
export interface NapiSupport {
  /** The highest level of the runtime; null for none. */
  readonly napi: number | null;
  /** Only the highest of the usable ones. */
  readonly latestOnly?: boolean | undefined;
}

/** `binary.napi_versions`, each once; undefined for an addon without. */
export function declaredNapiVersions(manifest: Pick<AddonManifest, "binary">): readonly number[] | undefined {
  const versions = [...new Set(manifest.binary?.napi_versions ?? [])];
  return versions.length > 0 ? versions : undefined;
}

/** Those that the runtime can load, in the order declared; undefined for none. */
export function usableNapiVersions(
  manifest: Pick<AddonManifest, "binary">,
  { napi, latestOnly = false }: NapiSupport,
): readonly number[] | undefined {
  const usable = (declaredNapiVersions(manifest) ?? []).filter((version) => napi !== null && version <= napi);
  if (usable.length === 0) return undefined;
  return latestOnly ? [Math.max(...usable)] : usable;
}

/** The highest that the runtime can load. */
export function bestNapiVersion(
  manifest: Pick<AddonManifest, "binary">,
  support: NapiSupport,
): number | undefined {
  const usable = usableNapiVersions(manifest, support);
  return usable === undefined ? undefined : Math.max(...usable);
}
