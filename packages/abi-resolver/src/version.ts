import { AbiError, quote } from "./errors.js";

/** A version as semver orders it. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** The pre-release without its `-`; empty for a release. */
  readonly pre: string;
}

const IDENTIFIER = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
/** What may follow the three numbers. */
const SUFFIX = new RegExp(`^(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?(?:\\+[0-9A-Za-z.-]+)?$`);
const MAX_LENGTH = 256;
const MAX_DIGITS = 9;
const [ZERO, NINE, DOT, LETTER_V] = [48, 57, 46, 118];

/** `22.11.0`, `v22.11.0-rc.1+build`; undefined for everything else. */
export function readVersion(text: unknown): Version | undefined {
  if (typeof text !== "string" || text.length > MAX_LENGTH) return undefined;
  const start = text.charCodeAt(0) === LETTER_V ? 1 : 0;
  const majorEnd = endOfNumber(text, start);
  const minorEnd = endOfNumber(text, majorEnd + 1);
  const patchEnd = endOfNumber(text, minorEnd + 1);
  const hasNumbers =
    majorEnd > 0 &&
    minorEnd > 0 &&
    patchEnd > 0 &&
    text.charCodeAt(majorEnd) === DOT &&
    text.charCodeAt(minorEnd) === DOT;
  if (!hasNumbers) return undefined;
  const suffix = patchEnd === text.length ? NO_SUFFIX : SUFFIX.exec(text.slice(patchEnd));
  if (suffix === null) return undefined;
  return {
    major: numberIn(text, start, majorEnd),
    minor: numberIn(text, majorEnd + 1, minorEnd),
    patch: numberIn(text, minorEnd + 1, patchEnd),
    pre: suffix[1] ?? "",
  };
}

const NO_SUFFIX: readonly string[] = [];

/** Where the number that starts here ends; -1 for none, a leading zero or too many digits. */
export function endOfNumber(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) >= ZERO && text.charCodeAt(end) <= NINE) end++;
  const length = end - start;
  const hasLeadingZero = length > 1 && text.charCodeAt(start) === ZERO;
  return length === 0 || length > MAX_DIGITS || hasLeadingZero ? -1 : end;
}

function numberIn(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + text.charCodeAt(i) - ZERO;
  return value;
}

/** Like `readVersion`; throws ERR_ABI_INVALID_VERSION. */
export function parseVersion(text: unknown): Version {
  const version = readVersion(text);
  if (version !== undefined) return version;
  throw new AbiError(
    "ERR_ABI_INVALID_VERSION",
    `Cannot read ${quote(text)} as a version: it is not major.minor.patch`,
    { hint: "Give a full version such as 22.11.0; resolve words and ranges to one first." },
  );
}

export function formatVersion(version: Version): string {
  const release = `${version.major}.${version.minor}.${version.patch}`;
  return version.pre === "" ? release : `${release}-${version.pre}`;
}

/** The release that a pre-release prepares; a release is its own. */
export function releaseOf(version: Version): Version {
  return version.pre === "" ? version : { ...version, pre: "" };
}

export function isSameRelease(a: Version, b: Version): boolean {
  return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
}

/** Semver's order: negative, zero or positive. */
export function compareVersions(a: Version, b: Version): number {
  if (a.major !== b.major) return a.major - b.major;
  if (a.minor !== b.minor) return a.minor - b.minor;
  if (a.patch !== b.patch) return a.patch - b.patch;
  if (a.pre === b.pre) return 0;
  if (a.pre === "") return 1;
  if (b.pre === "") return -1;
  return comparePre(a.pre.split("."), b.pre.split("."));
}

function comparePre(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareIdentifier(a[i] ?? "", b[i] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers by value and below words; words by code unit. Numbers of any length: longer is greater. */
function compareIdentifier(a: string, b: string): number {
  if (a === b) return 0;
  const isNumberA = /^\d+$/.test(a);
  const isNumberB = /^\d+$/.test(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  if (isNumberA && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
}
