import { TargetError } from "../errors.js";
import type { GrammarReading } from "../grammars.js";
import { withNearest } from "../nearest-word.js";
import { own } from "../own.js";
import { quote } from "../quote.js";
import type { TargetPattern } from "../target.js";

/** pkg's platforms, and the words that it takes for them. */
export const PKG_PLATFORMS: Readonly<Record<string, TargetPattern>> = {
  alpine: { os: "linux", libc: "musl" },
  freebsd: { os: "freebsd" },
  linux: { os: "linux", libc: "glibc" },
  linuxstatic: { os: "linux", libc: "static" },
  macos: { os: "darwin" },
  win: { os: "win32" },
};

export const PKG_ARCHES: Readonly<Record<string, TargetPattern>> = {
  x64: { arch: "x64" },
  x86: { arch: "ia32" },
  armv7: { arch: "arm", armVersion: "7" },
  arm64: { arch: "arm64" },
  ppc64: { arch: "ppc64" },
  s390x: { arch: "s390x" },
  riscv64: { arch: "riscv64" },
  loong64: { arch: "loong64" },
};

const ALIASES: Readonly<Record<string, string>> = {
  darwin: "macos",
  mac: "macos",
  osx: "macos",
  lin: "linux",
  win32: "win",
  windows: "win",
  ia32: "x86",
  x86_64: "x64",
};

/** pkg's words for a platform and for an arch, without their aliases. */
export const pkgPlatforms: readonly string[] = /* @__PURE__ */ Object.keys(PKG_PLATFORMS);
export const pkgArches: readonly string[] = /* @__PURE__ */ Object.keys(PKG_ARCHES);

/** The words of a pkg target, by kind, aliases replaced; a kind that it leaves out is absent. */
export interface PkgWords {
  range?: string;
  platform?: string;
  arch?: string;
}

/** @throws TargetError ERR_TARGET_UNKNOWN for a word that is none of pkg's; ERR_TARGET_DUPLICATE for two of a kind */
export function sortPkgWords(text: string): PkgWords {
  const sorted: PkgWords = {};
  for (const token of text.split("-")) {
    const word = own(ALIASES, token) ?? token;
    const kind = pkgWordKind(word);
    if (kind === undefined) throw unknownWord(token, text);
    const before = sorted[kind];
    if (before !== undefined) throw duplicate(text, kind, [before, word]);
    sorted[kind] = word;
  }
  return sorted;
}

/** What a word of a pkg target stands for, aliases such as `osx` included; undefined for what is no word of pkg's. */
export function pkgWordKind(word: string): keyof PkgWords | undefined {
  const known = own(ALIASES, word) ?? word;
  if (known === "latest" || known.startsWith("node") || /^m\d+$/.test(known)) return "range";
  if (own(PKG_PLATFORMS, known) !== undefined) return "platform";
  return own(PKG_ARCHES, known) && "arch";
}

function unknownWord(word: string, text: string): TargetError {
  const version = /^v?(\d[\d.]*)$/.exec(word)?.[1];
  const known = word === "host" ? "host stands alone" : version && `did you mean "node${version}"?`;
  const nearest = withNearest(
    word,
    ["host", "latest", ...pkgPlatforms, ...pkgArches, ...Object.keys(ALIASES)],
    known,
  );
  const message = `the word ${quote(word)} in the pkg target ${quote(text)} is not known`;
  return new TargetError("ERR_TARGET_UNKNOWN", message, {
    hint: nearest ?? `platforms are ${pkgPlatforms.join(", ")}; arches are ${pkgArches.join(", ")}`,
  });
}

function duplicate(text: string, kind: string, words: readonly string[]): TargetError {
  const message = `the pkg target ${quote(text)} has two words for its ${kind}: ${words.map(quote).join(" and ")}`;
  return new TargetError("ERR_TARGET_DUPLICATE", message, { hint: "write one target for each" });
}

/**
 * The platform and arch of a pkg target. A part that is left out is the host's, and the host is not known here:
 * every value of it is a candidate. `parsePkgTarget` reads the whole grammar, with a host.
 */
export function readPkgWords(text: string): GrammarReading | undefined {
  if (text === "host") return undefined;
  const { range, platform, arch } = sortPkgWords(text);
  if (platform === undefined && arch === undefined) return undefined;
  const texts = (platform ? [platform] : Object.keys(PKG_PLATFORMS)).flatMap((onePlatform) =>
    (arch ? [arch] : Object.keys(PKG_ARCHES)).map((oneArch) => `${onePlatform}-${oneArch}`),
  );
  const parts = platform && arch ? { ...PKG_PLATFORMS[platform], ...PKG_ARCHES[arch] } : undefined;
  const warnings = range === undefined ? [] : [`${range} names versions of Node.js, not a target`];
  return { texts, ...(parts && { parts }), warnings };
}
