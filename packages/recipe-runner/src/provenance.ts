import type { BuildRecord } from "./run-recipe.js";

/** Something that a build was made of. */
export interface ResolvedDependency {
  readonly uri: string;
  readonly sha256: string;
}

/**
 * What a build was made of, for its provenance: the source, the image that it ran on and the one that was made of, and
 * the tools that are pinned by a sha256.
 *
 * @param sourceUri Where the source was fetched.
 */
export function resolvedDependencies(record: BuildRecord, sourceUri: string): ResolvedDependency[] {
  const { source, base, pinned } = record;
  const dependencies = [{ uri: sourceUri, sha256: source.sha256 }];
  if (base.kind === "image") {
    dependencies.push({ uri: `oci://${record.recipe.name}`, sha256: base.id.replace(/^sha256:/, "") });
  }
  if (pinned?.kind === "image") {
    dependencies.push({ uri: `oci://${pinned.image}`, sha256: pinned.digest.replace(/^sha256:/, "") });
    for (const { url, sha256 } of pinned.tools)
      if (sha256 !== undefined) dependencies.push({ uri: url, sha256 });
  }
  return dependencies;
}
