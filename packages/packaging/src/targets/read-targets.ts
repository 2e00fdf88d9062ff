import {
  chooseTarget,
  parsePkgTarget,
  parseTarget,
  type Target,
  TargetError,
} from "@nodewright/target-triple";
import { messageOf, PackagingError } from "../errors.js";

/** What one executable is asked for. */
export interface WantedExecutable {
  /** As it was written. */
  readonly text: string;
  /** A version word of release-index. */
  readonly spec: string;
  readonly target: Target;
}

export interface TargetDefaults {
  readonly host: Target;
  /** The version word where a text names none. */
  readonly spec: string;
}

/**
 * What texts with commas between ask for: a target in any dialect, perhaps with a version word before it
 * (`node24-linux-x64`, `lts-win-x64`, `24.21.0-linux-arm64-musl`) or behind it (`linux-x64@22`); `host`; a version
 * word alone is for the host. Linux without a libc is glibc's, unless the host itself is such a Linux of another libc.
 *
 * Throws PackagingError ERR_PACKAGING_TARGET.
 */
export function readTargets(texts: readonly string[], defaults: TargetDefaults): WantedExecutable[] {
  const words = texts.flatMap((text) => text.split(",")).map((text) => text.trim());
  return words.filter((text) => text !== "").map((text) => readTarget(text, defaults));
}

const VERSION = /^(?:node@?)?(v?\d+(?:\.\d+){0,2}|latest|current|lts(?:\/\w+)?)$/i;

function readTarget(text: string, defaults: TargetDefaults): WantedExecutable {
  const [, before, after] = /^(.+)@([^@]+)$/.exec(text) ?? [];
  if (before !== undefined && after !== undefined && before !== "node") {
    return { text, spec: after, target: toTarget(before, defaults.host) };
  }
  const [word = "", ...rest] = text.split("-");
  const spec = VERSION.exec(word)?.[1];
  if (spec === undefined) return readWords(text, defaults);
  return { text, spec, target: rest.length === 0 ? defaults.host : toTarget(rest.join("-"), defaults.host) };
}

/** A target in a dialect, else words in any order with some left out, as pkg has them: `linux-node24`, `macos`. */
function readWords(text: string, { host, spec }: TargetDefaults): WantedExecutable {
  try {
    // A dialect that allows for a version among its words would pass it over.
    if (/(^|-)node\d/.test(text)) throw new TypeError("it has a version among its words");
    return { text, spec, target: toKnown(text, host) };
  } catch (error) {
    try {
      const { nodeRange, target } = parsePkgTarget(text, { host, nodeVersion: "0" });
      const own = nodeRange.kind === "range" ? nodeRange.range : nodeRange.text;
      return { text, spec: own === "0" ? spec : own, target };
    } catch {
      throw noTarget(text, error);
    }
  }
}

/** A triple that says musl may mean a static binary as well, which Node.js is only for those who name it. */
function toKnown(text: string, host: Target): Target {
  if (text === "host") return host;
  const [only, ...others] = parseTarget(text).candidates.filter(({ libc }) => libc !== "static");
  return only !== undefined && others.length === 0 ? only : chooseTarget(text, { host });
}

function toTarget(text: string, host: Target): Target {
  return readWords(text, { host, spec: "" }).target;
}

function noTarget(text: string, cause: unknown): PackagingError {
  const hint = cause instanceof TargetError ? cause.hint : undefined;
  const message = `cannot pack for ${JSON.stringify(text)}: ${messageOf(cause)}`;
  return new PackagingError("ERR_PACKAGING_TARGET", message, { hint, cause });
}
