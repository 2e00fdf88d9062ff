import { ReleaseIndexError } from "./errors.js";

/**
 * The kinds of Node.js builds. `other` is a pre-release that follows none of nodejs.org's forms (a farm's
 * own). The chakracore kinds are told by a version's directory, hardly ever by its text.
 */
export type Channel =
  | "release"
  | "rc"
  | "nightly"
  | "next-nightly"
  | "v8-canary"
  | "test"
  | "alpha"
  | "chakracore-release"
  | "chakracore-rc"
  | "chakracore-nightly"
  | "other";

/** What a version is ordered by. */
export interface VersionNumbers {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** What follows the first `-`, or the empty string. */
  readonly prerelease: string;
}

/** A version, taken apart. */
export interface NodeVersion extends VersionNumbers {
  /** As nodejs.org writes it, with the `v`: `v22.11.0`, `v24.0.0-nightly20241031996708042b`. */
  readonly text: string;
  readonly channel: Channel;
  /** The day in a nightly, canary or test version: `2024-10-31`. */
  readonly date?: string;
  /** The commit in a nightly, canary or test version, as abbreviated there. */
  readonly commit?: string;
}

const VERSION =
  /^(chakracore-)?v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/**
 * The day takes exactly eight digits: the commit after it may begin with digits too
 * (`nightly202410306dea41d2f7`).
 */
const SNAPSHOT = /^(?:rc\.\d+-)?(nightly|next-nightly|v8-canary|test)(\d{4})(\d{2})(\d{2})(\w+)$/;
const RC = /^rc\.?\d+$/;
const ALPHA = /^alpha(?:\.\d+)*$/;

interface Kind {
  readonly channel: Channel;
  readonly date?: string;
  readonly commit?: string;
}

/** Like {@link parseVersion}, but undefined for a text that is not a version. */
export function tryParseVersion(text: string): NodeVersion | undefined {
  const match = VERSION.exec(text);
  if (!match) return undefined;
  const [, chakra, major, minor, patch, prerelease = ""] = match;
  const plain = `v${major}.${minor}.${patch}`;
  return {
    text: prerelease === "" ? plain : `${plain}-${prerelease}`,
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    prerelease,
    ...(chakra === undefined ? kindOf(prerelease) : chakracoreKindOf(prerelease)),
  };
}

/**
 * Reads a Node.js version, with or without the `v`. `chakracore-8.1.2` (node-build's name) is read too.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_VERSION` for anything else, partial versions included.
 */
export function parseVersion(text: string): NodeVersion {
  const version = tryParseVersion(text);
  if (version) return version;
  throw new ReleaseIndexError("ERR_RELEASE_VERSION", `"${text}" is not a Node.js version`, {
    hint: "A version has three numbers, as in v22.11.0 or 24.0.0-nightly20241031996708042b.",
  });
}

function kindOf(prerelease: string): Kind {
  if (prerelease === "") return { channel: "release" };
  if (RC.test(prerelease)) return { channel: "rc" };
  if (ALPHA.test(prerelease)) return { channel: "alpha" };
  const [, channel, year, month, day, commit] = SNAPSHOT.exec(prerelease) ?? [];
  if (commit === undefined || !isSnapshotChannel(channel)) return { channel: "other" };
  return { channel, date: `${year}-${month}-${day}`, commit };
}

function chakracoreKindOf(prerelease: string): Kind {
  const { channel, ...rest } = kindOf(prerelease);
  if (channel === "nightly" || channel === "rc" || channel === "release") {
    return { channel: `chakracore-${channel}`, ...rest };
  }
  return { channel, ...rest };
}

function isSnapshotChannel(
  text: string | undefined,
): text is "nightly" | "next-nightly" | "v8-canary" | "test" {
  return text === "nightly" || text === "next-nightly" || text === "v8-canary" || text === "test";
}

/**
 * Semver's order: negative when `a` is the older one. Nightlies of one version sort by day.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_VERSION` for a text that is not a version.
 */
export function compareVersions(a: string | VersionNumbers, b: string | VersionNumbers): number {
  return compareNumbers(
    typeof a === "string" ? parseVersion(a) : a,
    typeof b === "string" ? parseVersion(b) : b,
  );
}

/** As {@link compareVersions}, of versions taken apart. */
export function compareNumbers(a: VersionNumbers, b: VersionNumbers): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    comparePrereleases(a.prerelease, b.prerelease)
  );
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "") return 1;
  if (b === "") return -1;
  const left = a.split(".");
  const right = b.split(".");
  for (let index = 0; ; index++) {
    const one = left[index];
    const other = right[index];
    if (one === undefined) return other === undefined ? 0 : -1;
    if (other === undefined) return 1;
    if (one !== other) return compareIdentifiers(one, other);
  }
}

function compareIdentifiers(a: string, b: string): number {
  const left = /^\d+$/.test(a);
  const right = /^\d+$/.test(b);
  if (left && right) return Number(a) - Number(b);
  if (left !== right) return left ? -1 : 1;
  return a < b ? -1 : 1;
}

/**
 * The directory below nodejs.org/download (or a mirror of it) that holds a channel's index and versions.
 * `release` is the one also served as nodejs.org/dist. Undefined for `other`, which nodejs.org does not have.
 */
export function distDirectory(channel: Channel): string | undefined {
  return channel === "other" ? undefined : channel;
}
