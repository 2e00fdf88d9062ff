import { ReleaseIndexError } from "./errors.js";
import type { NodeVersion } from "./node-version.js";

/** What a line's schedule says. Every day is optional, as `2026-10-28`, and begins at 00:00 UTC. */
export interface LineSchedule {
  /** First pre-release of a line that has an alpha channel (v27 and later). */
  readonly alpha?: string;
  readonly start?: string;
  readonly lts?: string;
  readonly maintenance?: string;
  readonly end?: string;
  /** Absent until the line has a name. */
  readonly codename?: string;
}

/** Release lines by name: `v22`, or `v0.12` before v1. */
export type Schedule = Readonly<Record<string, LineSchedule>>;

/** Where a line stands on a day. `pending` is before its first alpha or release. */
export type ReleasePhase = "pending" | "alpha" | "current" | "active-lts" | "maintenance" | "end-of-life";

/** What begins with each day of a schedule, in the order of a line's life. */
const MILESTONES = [
  ["alpha", "alpha"],
  ["start", "current"],
  ["lts", "active-lts"],
  ["maintenance", "maintenance"],
  ["end", "end-of-life"],
] as const satisfies readonly (readonly [keyof LineSchedule, ReleasePhase])[];

/** The release line of a version: `v22`, or `v0.12` before v1. */
export function lineOf(version: Pick<NodeVersion, "major" | "minor">): string {
  return version.major === 0 ? `v0.${version.minor}` : `v${version.major}`;
}

/**
 * The phase of a line at a moment, from its schedule alone: no rule about odd and even numbers. The last
 * milestone reached decides; one that is not known is passed over. Undefined for a line that the schedule
 * does not have.
 *
 * @param line `v22`, `22`, `v0.12`.
 */
export function releasePhase(line: string, now: Date, schedule: Schedule): ReleasePhase | undefined {
  const name = line.startsWith("v") ? line : `v${line}`;
  const days = Object.hasOwn(schedule, name) ? schedule[name] : undefined;
  if (!days) return undefined;
  let phase: ReleasePhase = (days.alpha ?? days.start) ? "pending" : "current";
  for (const [key, next] of MILESTONES) {
    const day = days[key];
    if (day !== undefined && Date.parse(day) <= now.getTime()) phase = next;
  }
  return phase;
}

/**
 * Reads the schedule.json of nodejs/Release, as text or already parsed. `null` and the empty codename count
 * as absent, unknown keys are passed over.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_SCHEDULE`, naming the line and key at fault.
 */
export function parseSchedule(json: unknown): Schedule {
  const value = typeof json === "string" ? parseJson(json) : json;
  if (!isRecord(value)) throw wrong("it is not an object of release lines");
  return Object.fromEntries(Object.entries(value).map(([line, days]) => [line, parseLine(line, days)]));
}

function parseLine(line: string, value: unknown): LineSchedule {
  if (!/^v\d+(\.\d+)?$/.test(line)) throw wrong(`"${line}" is not a release line as in v22`);
  if (!isRecord(value)) throw wrong(`${line} is not an object`);
  const days: { -readonly [Key in keyof LineSchedule]: string } = {};
  for (const [key] of MILESTONES) {
    const day = value[key];
    if (day === undefined || day === null) continue;
    if (typeof day !== "string" || Number.isNaN(Date.parse(day)))
      throw wrong(`${line}: "${key}" is not a day`);
    days[key] = day;
  }
  const { codename } = value;
  if (codename !== undefined && codename !== null && typeof codename !== "string") {
    throw wrong(`${line}: "codename" is not a text`);
  }
  return codename ? { ...days, codename } : days;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw wrong("it is not JSON", cause);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(why: string, cause?: unknown): ReleaseIndexError {
  return new ReleaseIndexError("ERR_RELEASE_SCHEDULE", `cannot read the release schedule: ${why}`, {
    cause,
    hint: "The schedule is the schedule.json of github.com/nodejs/Release.",
  });
}
