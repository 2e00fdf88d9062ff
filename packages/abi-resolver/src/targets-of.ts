import type { RuntimeTable } from "./find-abi.js";
import type { RuntimeName } from "./runtimes.js";
import { formatVersion, releaseOf } from "./version.js";

/** A run of versions of one line that share an ABI. */
export interface AbiTarget {
  readonly runtime: RuntimeName;
  readonly abi: string;
  /** The first version with the ABI; a pre-release where the line had the ABI before its release. */
  readonly from: string;
  /** The first version after the run, in semver's order. */
  readonly before: string;
  /** The run as npm writes ranges, over releases alone; null when only pre-releases have the ABI. */
  readonly range: string | null;
  /** The versions are not out yet, and the number may still change. */
  readonly isReserved: boolean;
}

/** Every run of versions with a known ABI, in order. */
export function listRuns({ runtime, abi }: RuntimeTable): readonly AbiTarget[] {
  return abi.flatMap(({ from, value, isReserved }, i) => {
    if (value === null) return [];
    const next = abi[i + 1]?.from;
    // "-0" is semver's lowest pre-release: the next line's pre-releases are not of this one.
    const nextLine = { major: from.major + 1, minor: 0, patch: 0, pre: "0" };
    const before = next?.major === from.major ? next : nextLine;
    const [first, end] = [formatVersion(releaseOf(from)), formatVersion(releaseOf(before))];
    const run: AbiTarget = {
      runtime,
      abi: value,
      from: formatVersion(from),
      before: formatVersion(before),
      range: first === end ? null : `>=${first} <${end}`,
      isReserved,
    };
    return [Object.freeze(run)];
  });
}

/** Every run of versions with the ABI. `12` and `0x000C` are the same number. */
export function findTargets(table: RuntimeTable, abi: string): readonly AbiTarget[] {
  return listRuns(table).filter((run) => Number(run.abi) === Number(abi));
}
