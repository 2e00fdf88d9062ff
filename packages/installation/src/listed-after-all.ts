import { isSigned, type Offer } from "@nodewright/release-source";
import { errorCode } from "./errors.js";
import type { PassedOverRecord } from "./passed-over.js";
import type { Candidate, ReleaseSearch } from "./release-search.js";

/** Whether all of an offer rests on a release key. */
export function isKeySigned({ parts }: Pick<Offer, "parts">): boolean {
  return parts.every(({ evidence }) => evidence.some(({ kind }) => kind === "release-key"));
}

/**
 * Nobody signs an index, and whoever hides a row in one would have something weaker taken. A release's list of files
 * is signed: the sources that were passed over because their index lacks a release or a build are asked for the
 * list of the very release that another has.
 * @returns the better source that lists the build with a signature
 * @throws SourceError ERR_SOURCE_SIGNATURE when such a list is signed wrongly
 */
export async function listedAfterAll(
  { resolution }: Candidate,
  { passedOver, assertRuns }: Pick<ReleaseSearch, "passedOver" | "assertRuns">,
): Promise<Pick<Candidate, "source" | "target"> | undefined> {
  for (const { source, target } of passedOver.filter(isOnlyByIndex)) {
    try {
      assertRuns(resolution.version, target);
      const { parts } = await source.offer(resolution.row, target);
      if (parts.every(({ evidence }) => isSigned(evidence))) return { source, target };
    } catch (error) {
      if (errorCode(error) === "ERR_SOURCE_SIGNATURE") throw error;
    }
  }
  return undefined;
}

/** ERR_SOURCE_NO_ASSET is what a signed list said already. */
function isOnlyByIndex({ source, why, error }: PassedOverRecord): boolean {
  const isAbsent = why === "no-release" || why === "no-build";
  const isTree = source.kind !== "npm" && source.onRequest === undefined;
  return isAbsent && isTree && errorCode(error) !== "ERR_SOURCE_NO_ASSET";
}
