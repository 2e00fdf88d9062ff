import type { ExecutableInfo } from "./types.js";

/** What a binary is, in words: `a linux-arm64 glibc executable (needs glibc 2.28)`. */
export function describeExecutable(info: ExecutableInfo): string {
  const words = [`${info.os}-${archWord(info)}`];
  if (info.libc !== undefined && info.os === "linux") words.push(info.libc);
  words.push(kindWord(info));
  if (info.glibcFloor !== undefined) words.push(`(needs glibc ${info.glibcFloor})`);
  const text = words.join(" ");
  return `${/^[aeiou]/.test(text) ? "an" : "a"} ${text}`;
}

/** The arch as targets spell it, with what belongs to it; of a universal file, all that it holds. */
export function archWord({ arch, armVersion, endianness, os, slices }: ExecutableInfo): string {
  if (slices !== undefined) return slices.map(archWord).join("+");
  if (arch === "arm" && armVersion !== undefined) return `armv${armVersion}`;
  if (arch === "ppc64" && os !== "aix") return endianness === "little" ? "ppc64le" : "ppc64be";
  return arch;
}

function kindWord({ kind, addon }: ExecutableInfo): string {
  if (addon !== undefined) return addon.napi ? "Node-API addon" : "Node.js addon";
  return {
    executable: "executable",
    "shared-library": "shared library",
    object: "object file",
    "core-dump": "core dump",
    other: "file",
  }[kind];
}
