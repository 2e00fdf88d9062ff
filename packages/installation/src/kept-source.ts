import type { TreeStore } from "@nodewright/artifact-store";
import { type SpecDialect, tryParseVersion } from "@nodewright/release-index";
import type { Offer, ReleaseSource } from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";
import { readKept } from "./kept-prefix.js";
import { allEvidence } from "./receipt.js";
import { treeKeyPrefix } from "./tree-key.js";

export interface KeptQuestion {
  readonly trees?: TreeStore | undefined;
  readonly spec: string;
  readonly dialect?: SpecDialect | undefined;
  readonly target: Target;
  readonly sources: readonly ReleaseSource[];
}

/**
 * A release that was installed before, as a source of its own that asks nobody: only for a whole version, which means
 * the same for ever, and only where one of the sources made it and would accept its evidence today.
 */
export async function keptSource({
  trees,
  spec,
  dialect = "nodewright",
  target,
  sources,
}: KeptQuestion): Promise<ReleaseSource | undefined> {
  const version = dialect === "nodewright" ? tryParseVersion(spec) : undefined;
  if (trees === undefined || version?.channel !== "release") return undefined;
  for (const tree of await trees.list(treeKeyPrefix(version.text, target))) {
    const offer = readKept(tree)?.offer;
    if (offer !== undefined && sources.some((source) => isMaker(source, offer))) return toSource(offer);
  }
  return undefined;
}

function isMaker(source: ReleaseSource, offer: Offer): boolean {
  const isAsked = source.onRequest === undefined && source.name === offer.source.name;
  return isAsked && source.accepts?.(allEvidence(offer)) === true;
}

function toSource(offer: Offer): ReleaseSource {
  return {
    ...offer.source,
    loadIndex: async () => ({ rows: [offer.release], origin: "installed before" }),
    offer: async () => offer,
  };
}
