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
 * the same for ever, and only where the source that is preferred made it and would accept its evidence today.
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
  const preferred = sources.find(({ onRequest }) => onRequest === undefined);
  for (const tree of await trees.list(treeKeyPrefix(version.text, target))) {
    const offer = readKept(tree)?.offer;
    if (offer !== undefined && preferred !== undefined && isMaker(preferred, offer)) return toSource(offer);
  }
  return undefined;
}

function isMaker({ name, accepts }: ReleaseSource, offer: Offer): boolean {
  return name === offer.source.name && accepts?.(allEvidence(offer)) === true;
}

function toSource(offer: Offer): ReleaseSource {
  return {
    ...offer.source,
    loadIndex: async () => ({ rows: [offer.release], origin: "installed before" }),
    offer: async () => offer,
  };
}
