import Range from "semver/classes/range.js";
import type { NodeVersion } from "./node-version.js";

/** Whether a version lies in a range. */
export type RangeTest = (version: NodeVersion) => boolean;

/** A comparator of semver, down to what a comparison of numbers needs. */
interface Bound {
  readonly operator: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly isPrerelease: boolean;
}

/**
 * A range with semver's meaning, ready to test hundreds of versions: releases are compared as numbers, only
 * pre-releases go through semver's own test. Undefined for a text that is not a range.
 */
export function compileRange(
  text: string,
  options: { includePrerelease?: boolean } = {},
): RangeTest | undefined {
  const range = parseRange(text, options);
  if (!range) return undefined;
  const sets = range.set.map((set) => set.filter(({ value }) => value !== "").map(boundOf));
  return (version) =>
    version.prerelease === ""
      ? sets.some((bounds) => bounds.every((bound) => holds(bound, version)))
      : range.test(version.text.slice(1));
}

/** Whether semver reads the text as a range. */
export function isRange(text: string): boolean {
  return parseRange(text, {}) !== undefined;
}

function parseRange(text: string, options: { includePrerelease?: boolean }): Range | undefined {
  try {
    return new Range(text, options);
  } catch {
    // semver says no more than that the range is invalid.
    return undefined;
  }
}

function boundOf({ operator, semver }: Range["set"][number][number]): Bound {
  const { major, minor, patch, prerelease } = semver;
  return { operator, major, minor, patch, isPrerelease: prerelease.length > 0 };
}

/** For a release, which is newer than any pre-release of the same numbers. */
function holds(bound: Bound, version: NodeVersion): boolean {
  const order =
    version.major - bound.major ||
    version.minor - bound.minor ||
    version.patch - bound.patch ||
    (bound.isPrerelease ? 1 : 0);
  switch (bound.operator) {
    case ">=":
      return order >= 0;
    case ">":
      return order > 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    default:
      return order === 0;
  }
}
