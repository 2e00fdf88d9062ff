import type { RuntimeTable } from "./find-abi.js";
import type { RuntimeName } from "./runtimes.js";
import { formatVersion } from "./version.js";

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

/** Every run of versions with the ABI. `12` and `0x000C` are the same number. */
export function findTargets(table: RuntimeTable, abi: string): readonly AbiTarget[] {
  const number = Number(abi);
  return table.abi.flatMap((step, i) => {
    if (step.value === null || Number(step.value) !== number) return [];
    const next = table.abi[i + 1]?.from;
    const nextLine = { major: step.from.major + 1, minor: 0, patch: 0, pre: "" };
    const before = next !== undefined && next.major === step.from.major ? next : nextLine;
    const first = formatVersion({ ...step.from, pre: "" });
    const end = formatVersion({ ...before, pre: "" });
    return [
      Object.freeze({
        runtime: table.runtime,
        abi: step.value,
        from: formatVersion(step.from),
        before: formatVersion(before),
        range: first === end ? null : `>=${first} <${end}`,
        isReserved: step.isReserved,
      }),
    ];
  });
}
