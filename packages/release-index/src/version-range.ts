import { compareNumbers, type VersionNumbers } from "./node-version.js";
import { type Bound, parseRange } from "./parse-range.js";

/** A range, ready to be held against hundreds of versions. */
export interface CompiledRange {
  accepts(version: VersionNumbers): boolean;
  /** Whether this version and every newer one lie above the range. */
  isBelow(version: VersionNumbers): boolean;
}

/** How {@link compileRange} reads. */
export interface RangeOptions {
  /** Pre-releases count like any version; else only those of a version that the range spells out with one. */
  readonly includePrerelease?: boolean;
}

type Alternatives = readonly (readonly Bound[])[];

const MAX_REMEMBERED = 64;
const remembered = new Map<string, Alternatives | undefined>();

/** Reads a range of npm's grammar. Undefined for a text that is none. */
export function compileRange(
  text: string,
  { includePrerelease = false }: RangeOptions = {},
): CompiledRange | undefined {
  const alternatives = rememberedRange(text);
  return (
    alternatives && {
      accepts: (version) => isInSome(version, alternatives, includePrerelease),
      isBelow: (version) =>
        alternatives.every((bounds) => bounds.some((bound) => isNewerThan(version, bound))),
    }
  );
}

/** Whether a text is a range of npm's grammar. */
export function isRange(text: string): boolean {
  return rememberedRange(text) !== undefined;
}

/** A word is read once to see what it is, and once more to select by it. */
function rememberedRange(text: string): Alternatives | undefined {
  if (!remembered.has(text)) {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(text, parseRange(text));
  }
  return remembered.get(text);
}

/** Loops, because hundreds of versions are tested for one answer. */
function isInSome(version: VersionNumbers, alternatives: Alternatives, includePrerelease: boolean): boolean {
  for (const bounds of alternatives) {
    if (isWithin(version, bounds) && (includePrerelease || isEligible(version, bounds))) return true;
  }
  return false;
}

function isWithin(version: VersionNumbers, bounds: readonly Bound[]): boolean {
  for (const bound of bounds) {
    const order = compareNumbers(version, bound);
    if (!(order < 0 ? bound.takesOlder : order > 0 ? bound.takesNewer : bound.takesEqual)) return false;
  }
  return true;
}

/** Whether a bound that takes nothing newer is passed. */
function isNewerThan(version: VersionNumbers, bound: Bound): boolean {
  return !bound.takesNewer && compareNumbers(version, bound) > 0;
}

/** A pre-release counts only where the range spells out one of the same numbers. */
function isEligible({ major, minor, patch, prerelease }: VersionNumbers, bounds: readonly Bound[]): boolean {
  if (prerelease === "") return true;
  return bounds.some(
    (bound) =>
      bound.prerelease !== "" && bound.major === major && bound.minor === minor && bound.patch === patch,
  );
}
