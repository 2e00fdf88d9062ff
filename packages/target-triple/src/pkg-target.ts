import { PKG_ARCHES, PKG_PLATFORMS, sortPkgWords } from "./grammars/pkg-words.js";
import { type PkgNodeRange, parsePkgNodeRange } from "./pkg-node-range.js";
import { createTarget, matchTarget, type Target, type TargetParts, type TargetPattern } from "./target.js";

export interface PkgTarget {
  readonly nodeRange: PkgNodeRange;
  readonly target: Target;
  /** `<range>-<platform>-<arch>` in pkg's own words, nothing left out. */
  readonly text: string;
}

export interface PkgHost {
  /** Gives the platform and the arch that a text leaves out. */
  readonly host: Target;
  /** Version of Node.js whose major a text without range means, such as `process.version`. */
  readonly nodeVersion: string;
}

/**
 * A target of pkg: `host`, or range, platform and arch in any order, joined by `-`; what is left out is the host's.
 * Stricter than pkg, which skips empty words, lets the later of two platforms win, and takes every word that begins
 * with "node" for a range.
 *
 * @throws TargetError ERR_TARGET_UNKNOWN for a word that is none of pkg's, with the nearest as hint;
 *   ERR_TARGET_DUPLICATE for two words of a kind; ERR_TARGET_NODE_RANGE; ERR_TARGET_INCOMPLETE for ppc64, whose
 *   byte order pkg does not say, on another host.
 */
export function parsePkgTarget(text: string, { host, nodeVersion }: PkgHost): PkgTarget {
  const { range, platform, arch } = text === "host" ? {} : sortPkgWords(text);
  const nodeRange = parsePkgNodeRange(range ?? `node${/\d+/.exec(nodeVersion)?.[0] ?? ""}`);
  const parts: TargetParts = {
    ...(platform === undefined ? { os: host.os, libc: host.libc } : PKG_PLATFORMS[platform]),
    ...(arch === undefined ? { arch: host.arch, armVersion: host.armVersion } : PKG_ARCHES[arch]),
  };
  const target = createTarget({ ...parts, endian: parts.arch === host.arch ? host.endian : undefined });
  const words = [
    nodeRange.text,
    platform ?? wordOf(target, PKG_PLATFORMS),
    arch ?? wordOf(target, PKG_ARCHES),
  ];
  return Object.freeze({ nodeRange, target, text: words.join("-") });
}

/** The word for what a text left out; a host that pkg has no word for keeps Node's. */
function wordOf(target: Target, words: Readonly<Record<string, TargetPattern>>): string {
  const known = Object.entries(words).find(([, pattern]) => matchTarget(pattern, target));
  if (known !== undefined) return known[0];
  if (words === PKG_PLATFORMS) return target.os;
  return target.armVersion === undefined ? target.arch : `armv${target.armVersion}`;
}
