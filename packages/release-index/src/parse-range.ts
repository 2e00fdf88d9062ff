import type { VersionNumbers } from "./node-version.js";

/** One comparator: a version, and which versions beside it are taken. */
export interface Bound extends VersionNumbers {
  readonly takesOlder: boolean;
  readonly takesEqual: boolean;
  readonly takesNewer: boolean;
}

/** As in semver. */
const MAX_LENGTH = 256;

const BUILD = /\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*/g;
const NUMBER = "0|[1-9]\\d{0,15}";
const PART = `${NUMBER}|[xX*]`;
const WORD = `(?:\\d*[A-Za-z-][0-9A-Za-z-]*|${NUMBER})`;
const PARTIAL = `([v= ]*)(${PART})(?:\\.(${PART})(?:\\.(${PART})(?:-(${WORD}(?:\\.${WORD})*))?)?)?`;
const HYPHEN = new RegExp(`^${PARTIAL} - ${PARTIAL}$`);
const COMPARATOR = new RegExp(`^(\\^|~>?|[<>]?=?)${PARTIAL}$`);

/**
 * npm's range grammar with semver's meaning, in a fifth of semver's size: a browser's worker loads this
 * package whole. Held against semver by the tests; what semver reads by accident of its patterns alone
 * (`*>= 1.2.1`) is not read.
 *
 * The alternatives, each the bounds that must all hold; undefined for a text that is not a range.
 */
export function parseRange(text: string): (readonly Bound[])[] | undefined {
  const alternatives: (readonly Bound[])[] = [];
  for (const alternative of text.split("||")) {
    const bounds = readAlternative(alternative.replace(BUILD, "").trim().replace(/\s+/g, " "));
    if (!bounds?.every(isSafe)) return undefined;
    alternatives.push(bounds.filter((bound) => !isNoBound(bound)));
  }
  // As in semver, an alternative that takes every release swallows what the others say of pre-releases.
  return alternatives.some((bounds) => bounds.length === 0) ? [[]] : alternatives;
}

function readAlternative(text: string): Bound[] | undefined {
  const hyphen = HYPHEN.exec(text);
  if (hyphen) return hyphenBounds(partialOf(hyphen.slice(1, 6)), partialOf(hyphen.slice(6, 11)));
  const bounds: Bound[] = [];
  for (const comparator of joinOperators(text.split(" "))) {
    if (comparator === "") continue;
    if (comparator.length > MAX_LENGTH) return undefined;
    const [, operator = "", ...parts] = COMPARATOR.exec(comparator) ?? [];
    const found = parts.length === 0 ? undefined : boundsOf(operator, partialOf(parts));
    if (!found) return undefined;
    bounds.push(...found);
  }
  return bounds;
}

/** `>= 1.2` is `>=1.2`, and `~> 1.2` is `~1.2`. */
function joinOperators(words: readonly string[]): string[] {
  const joined: string[] = [];
  let operator = "";
  for (const word of words) {
    if (operator === "" && /^(?:[<>]=?|=|~>?|\^)$/.test(word)) {
      operator = word.replace("~>", "~");
      continue;
    }
    joined.push(operator + word);
    operator = "";
  }
  return operator === "" ? joined : [...joined, operator];
}

/** A version of which the last parts may be left open; `prefix` is what `v` and `=` stand before it. */
interface Partial {
  readonly prefix: string;
  /** Undefined for `x`, and for a part that is not written. */
  readonly major: number | undefined;
  readonly minor: number | undefined;
  readonly patch: number | undefined;
  readonly prerelease: string;
}

function partialOf([prefix = "", major, minor, patch, prerelease = ""]: readonly (
  | string
  | undefined
)[]): Partial {
  return { prefix, major: numberOf(major), minor: numberOf(minor), patch: numberOf(patch), prerelease };
}

function numberOf(part: string | undefined): number | undefined {
  return part === undefined || /[xX*]/.test(part) ? undefined : Number(part);
}

function boundsOf(operator: string, partial: Partial): Bound[] | undefined {
  if (operator === "^") return caretBounds(partial);
  if (operator.startsWith("~")) return tildeBounds(partial);
  const { major, minor, patch } = partial;
  // `x.1` and `1.x.2` make no sense.
  if (minor === undefined ? patch !== undefined : major === undefined) return undefined;
  if (major === undefined) return operator === "<" || operator === ">" ? [below(0)] : [];
  if (minor !== undefined && patch !== undefined) {
    return hasBadPrefix(partial) ? undefined : [{ ...leastOf(partial, major), ...takenBy(operator) }];
  }
  const after = minor === undefined ? below(major + 1) : below(major, minor + 1);
  if (operator === ">") return [{ ...after, ...takenBy(">="), prerelease: "" }];
  if (operator === "<=") return [after];
  if (operator === "<") return [below(major, minor)];
  return operator === ">=" ? [leastOf(partial, major)] : [leastOf(partial, major), after];
}

function caretBounds(partial: Partial): Bound[] {
  const { major, minor, patch } = partial;
  if (major === undefined) return [];
  const least = leastOf(partial, major);
  if (major > 0 || minor === undefined) return [least, below(major + 1)];
  if (minor > 0 || patch === undefined) return [least, below(0, minor + 1)];
  return [least, below(0, 0, patch + 1)];
}

function tildeBounds(partial: Partial): Bound[] {
  const { major, minor } = partial;
  if (major === undefined) return [];
  return [leastOf(partial, major), minor === undefined ? below(major + 1) : below(major, minor + 1)];
}

/** `1.2 - 3.4` is `>=1.2.0 <3.5.0-0`. */
function hyphenBounds(from: Partial, to: Partial): Bound[] | undefined {
  if (hasBadPrefix(from) || (to.prerelease === "" && hasBadPrefix(to))) return undefined;
  const bounds = from.major === undefined ? [] : [leastOf(from, from.major)];
  if (to.major === undefined) return bounds;
  if (to.minor === undefined) return [...bounds, below(to.major + 1)];
  if (to.patch === undefined) return [...bounds, below(to.major, to.minor + 1)];
  return [...bounds, { ...leastOf(to, to.major), ...takenBy("<=") }];
}

/** A whole version bears at most one `v`; `==1.2.3` is none, though `==1.2.x` is a range. */
function hasBadPrefix({ prefix, major, minor, patch }: Partial): boolean {
  return major !== undefined && minor !== undefined && patch !== undefined && prefix !== "" && prefix !== "v";
}

/** From the first version of a partial one on; what follows an open part does not count. */
function leastOf({ minor, patch, prerelease }: Partial, major: number): Bound {
  if (minor === undefined || patch === undefined) {
    return { major, minor: minor ?? 0, patch: 0, prerelease: "", ...takenBy(">=") };
  }
  return { major, minor, patch, prerelease, ...takenBy(">=") };
}

/** Below a version and every pre-release of it. */
function below(major: number, minor = 0, patch = 0): Bound {
  return { major, minor, patch, prerelease: "0", ...takenBy("<") };
}

function takenBy(operator: string): Pick<Bound, "takesOlder" | "takesEqual" | "takesNewer"> {
  return {
    takesOlder: operator.startsWith("<"),
    takesEqual: operator === "" || operator.endsWith("="),
    takesNewer: operator.startsWith(">"),
  };
}

/** In semver `>=0.0.0` is `*`. */
function isNoBound({ takesEqual, takesNewer, major, minor, patch, prerelease }: Bound): boolean {
  return takesEqual && takesNewer && major + minor + patch === 0 && prerelease === "";
}

/** semver refuses numbers that JavaScript cannot count. */
function isSafe({ major, minor, patch }: Bound): boolean {
  return Number.isSafeInteger(major) && Number.isSafeInteger(minor) && Number.isSafeInteger(patch);
}
