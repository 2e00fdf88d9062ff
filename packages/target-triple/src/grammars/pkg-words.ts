import type { GrammarReading } from "../grammars.js";
import type { TargetParts } from "../target.js";

/** pkg's platforms, and the words that it takes for them. */
export const PKG_PLATFORMS: Readonly<Record<string, TargetParts>> = {
  alpine: { os: "linux", libc: "musl" },
  freebsd: { os: "freebsd" },
  linux: { os: "linux", libc: "glibc" },
  linuxstatic: { os: "linux", libc: "static" },
  macos: { os: "darwin" },
  win: { os: "win32" },
};

export const PKG_ARCHES: Readonly<Record<string, TargetParts>> = {
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

export const PKG_WORDS: readonly string[] = [
  "host",
  "latest",
  ...Object.keys(PKG_PLATFORMS),
  ...Object.keys(PKG_ARCHES),
  ...Object.keys(ALIASES),
];

/** The word that pkg knows it by. */
export function pkgWord(token: string): string {
  return Object.hasOwn(ALIASES, token) ? (ALIASES[token] ?? token) : token;
}

export function isPkgPlatform(word: string): boolean {
  return Object.hasOwn(PKG_PLATFORMS, word);
}

export function isPkgArch(word: string): boolean {
  return Object.hasOwn(PKG_ARCHES, word);
}

export function isPkgNodeRange(word: string): boolean {
  return word === "latest" || word.startsWith("node") || /^m\d+$/.test(word);
}

/**
 * The platform and arch of a pkg target. A part that is left out is the host's, and the host is not known here:
 * every value of it is a candidate. `parsePkgTarget` reads the whole grammar, with a host.
 */
export function readPkgWords(text: string): GrammarReading | undefined {
  const words = text.split("-").map(pkgWord);
  const ranges = words.filter(isPkgNodeRange);
  const platforms = words.filter(isPkgPlatform);
  const arches = words.filter(isPkgArch);
  const isTooMuch = ranges.length > 1 || platforms.length > 1 || arches.length > 1;
  const said = platforms.length + arches.length;
  if (isTooMuch || said === 0 || said + ranges.length < words.length) return undefined;
  const [platform] = platforms;
  const [arch] = arches;
  const texts = (platform ? [platform] : Object.keys(PKG_PLATFORMS)).flatMap((onePlatform) =>
    (arch ? [arch] : Object.keys(PKG_ARCHES)).map((oneArch) => `${onePlatform}-${oneArch}`),
  );
  const parts = platform && arch ? { ...PKG_PLATFORMS[platform], ...PKG_ARCHES[arch] } : undefined;
  const warnings = ranges.map((range) => `${range} names versions of Node.js, not a target`);
  return { texts, ...(parts && { parts }), warnings };
}
