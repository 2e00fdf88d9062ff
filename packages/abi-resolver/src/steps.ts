import { compareVersions, parseVersion, type Version } from "./version.js";

/** From this version on, up to the next step, the value holds. */
export interface Step {
  readonly from: Version;
  /** An ABI, or a Node-API level as text; null where nothing is known. */
  readonly value: string | null;
  /** Announced for a version that is not out yet. */
  readonly isReserved: boolean;
  /** Stated by a row given at run time, not by the bundled snapshot. */
  readonly isFromIndex: boolean;
}

/** Reads the text of `data.generated.ts`: `version:value`, `?` for reserved, `-` for unknown, in order. */
export function readSteps(text: string): readonly Step[] {
  return text.split(" ").map((word) => {
    const [version = "", value = ""] = word.split(":");
    const isReserved = value.endsWith("?");
    return {
      from: parseVersion(version),
      value: value === "-" ? null : isReserved ? value.slice(0, -1) : value,
      isReserved,
      isFromIndex: false,
    };
  });
}

/** The index of the last step at or below the version; -1 below the first. */
export function indexAt(steps: readonly Step[], version: Version): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const step = steps[middle];
    if (step !== undefined && compareVersions(step.from, version) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
