import { createHash } from "node:crypto";
import type { Offer } from "@nodewright/release-source";
import { formatTarget } from "@nodewright/target-triple";

/** Changes when the same archives are made into another prefix than before. */
const layout = 1;

/** The key of what an offer is made into: its release and target, to be found by, and a digest of all that it is made of. */
export function treeKey({
  release,
  target,
  parts,
  steps,
}: Pick<Offer, "release" | "target" | "parts" | "steps">): string {
  const made = parts.map(({ digests, stripComponents, into, omit }) => ({
    digests,
    stripComponents,
    into,
    omit,
  }));
  const digest = createHash("sha256")
    .update(JSON.stringify([layout, made, steps]))
    .digest("hex");
  return `${treeKeyPrefix(release.version, target)}${digest}`;
}

/** What the keys of a release for a target begin with. */
export function treeKeyPrefix(version: string, target: Offer["target"]): string {
  return `${version}-${formatTarget(target)}-`.replace(/[^0-9a-z-]/g, "-");
}
