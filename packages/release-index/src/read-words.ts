import { ReleaseIndexError } from "./errors.js";
import { type Channel, tryParseVersion } from "./node-version.js";
import type { SpecDialect, SpecMeaning } from "./spec.js";
import { isRange } from "./version-range.js";

/** `22`, `v22`, `0.12`: a version of which only the first numbers are given. */
export function readPartial(text: string): { readonly major: number; readonly minor?: number } | undefined {
  const [, major, minor] = /^v?(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?$/.exec(text) ?? [];
  if (major === undefined) return undefined;
  return minor === undefined ? { major: Number(major) } : { major: Number(major), minor: Number(minor) };
}

/** A whole version or the beginning of one. */
export function readVersionOrPrefix(text: string): SpecMeaning | undefined {
  const version = /^v?\d/.test(text) ? tryParseVersion(text) : undefined;
  if (version) return { kind: "version", version };
  const partial = readPartial(text);
  return partial && { kind: "prefix", ...partial };
}

/** A semver range, by npm's grammar. */
export function readRange(text: string): SpecMeaning | undefined {
  return isRange(text) ? { kind: "range", range: text } : undefined;
}

/** `jod`, `Jod`, but nothing with digits or signs. */
export function isCodenameWord(text: string): boolean {
  return /^[a-z]{2,}$/i.test(text);
}

/** The newest release. */
export const NEWEST: SpecMeaning = { kind: "newest", channel: "release" };

/** The newest release of the newest LTS line. */
export const NEWEST_LTS: SpecMeaning = { kind: "lts", back: 0 };

/** The newest build of a channel. */
export function newestOf(channel: Channel): SpecMeaning {
  return { kind: "newest", channel };
}

/** Refuses a word, with the reason of the tool whose dialect it was read in. */
export function refuse(dialect: SpecDialect, spec: string, why: string, hint?: string): ReleaseIndexError {
  const whose = dialect === "nodewright" ? "" : ` as ${dialect} reads it`;
  return new ReleaseIndexError("ERR_RELEASE_SPEC", `cannot resolve "${spec}"${whose}: ${why}`, { hint });
}
