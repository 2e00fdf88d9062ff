import { lineOf, releasePhase, type Schedule, tryParseVersion } from "@nodewright/release-index";
import type { DefinitionNotice, InstallDefinition } from "./types.js";

/** What decides whether a release is still looked after. */
export interface Lifecycle {
  readonly schedule: Schedule;
  readonly now: Date;
}

/**
 * What the release schedule has to say about a version today. Undefined for a maintained one, and for a
 * name that is no version of Node.js (io.js and the forks stand in no schedule).
 *
 * @param name A version with or without `v`: `22.0.0`.
 */
export function noticeFor(name: string, { schedule, now }: Lifecycle): DefinitionNotice | undefined {
  const version = tryParseVersion(name);
  if (!version || name.startsWith("chakracore-")) return undefined;
  const line = lineOf(version);
  const phase = releasePhase(line, now, schedule);
  if (phase === "end-of-life" || phase === "maintenance") return phase;
  // Lines that ended before the schedule was begun, and unstable ones, are not in it.
  return phase === undefined && isOutlived(line, { schedule, now }) ? "end-of-life" : undefined;
}

/** Whether a newer line is past its end already. */
function isOutlived(line: string, { schedule, now }: Lifecycle): boolean {
  return Object.keys(schedule).some(
    (other) => numberOf(other) > numberOf(line) && releasePhase(other, now, schedule) === "end-of-life",
  );
}

/** `v22` and `v0.12` as numbers in the order of the lines. */
function numberOf(line: string): number {
  const [major = 0, minor = 0] = line.slice(1).split(".").map(Number);
  return major * 1000 + minor;
}

/** The same definition with the notice of today, whatever it carried before. */
export function withNotice(
  definition: InstallDefinition,
  notice: DefinitionNotice | undefined,
): InstallDefinition {
  const { notice: _, ...rest } = definition;
  return notice ? { ...rest, notice } : rest;
}
