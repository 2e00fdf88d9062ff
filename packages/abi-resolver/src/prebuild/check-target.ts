import type { Rejection, RejectionCode } from "./check-candidate.js";
import type { PrebuildCandidate, PrebuildHost } from "./types.js";
import { admits, isBelow, wordsOf } from "./words.js";

type Check = (candidate: PrebuildCandidate, host: PrebuildHost) => string | undefined;

const CHECKS: readonly (readonly [RejectionCode, Check])[] = [
  ["os", checkOs],
  ["arch", checkArch],
  ["endian", checkEndian],
  ["arm-version", checkArmVersion],
  ["libc", checkLibc],
  ["glibc", checkGlibc],
  ["cpu-level", checkCpuLevel],
];

/** What in the host's machine and system library speaks against the candidate. */
export function checkTarget(candidate: PrebuildCandidate, host: PrebuildHost): Rejection | undefined {
  for (const [code, check] of CHECKS) {
    const reason = check(candidate, host);
    if (reason !== undefined) return { code, reason };
  }
  return undefined;
}

function checkOs({ os }: PrebuildCandidate, host: PrebuildHost): string | undefined {
  return admits(os, host.os) ? undefined : `It is for ${list(os)}; the host is ${host.os}.`;
}

function checkArch({ arch }: PrebuildCandidate, host: PrebuildHost): string | undefined {
  const isUniversal = wordsOf(arch).includes("universal") && (host.arch === "x64" || host.arch === "arm64");
  return isUniversal || admits(arch, host.arch)
    ? undefined
    : `It is for ${list(arch)}; the host is ${host.arch}.`;
}

function checkEndian({ endian }: PrebuildCandidate, host: PrebuildHost): string | undefined {
  if (endian === undefined || host.endian === undefined || endian === host.endian) return undefined;
  return `It is ${endian}-endian; the host is ${host.endian}-endian.`;
}

function checkArmVersion({ armVersion }: PrebuildCandidate, host: PrebuildHost): string | undefined {
  // Every arm64 is ARMv8; the tag some builds carry there says no more.
  if (armVersion === undefined || host.arch !== "arm") return undefined;
  if (host.armVersion === undefined && Number(armVersion) > 6) {
    return `It needs ARMv${armVersion}; the host does not say which it is.`;
  }
  if (Number(armVersion) <= Number(host.armVersion ?? 6)) return undefined;
  return `It needs ARMv${armVersion}; the host is ARMv${host.armVersion}.`;
}

function checkLibc({ libc }: PrebuildCandidate, host: PrebuildHost): string | undefined {
  if (admits(libc, host.libc) || wordsOf(libc).includes("static")) return undefined;
  if (host.libc !== undefined) return `It is built for ${list(libc)}; the host has ${host.libc}.`;
  return `It is built for ${list(libc)}; the host, ${host.os}, does not say its libc.`;
}

function checkGlibc(candidate: PrebuildCandidate, host: PrebuildHost): string | undefined {
  const floor =
    candidate.glibcFloor ??
    /^glibc-(\d)(\d+)$/
      .exec(candidate.variant ?? "")
      ?.slice(1)
      .join(".");
  if (floor === undefined || host.os !== "linux") return undefined;
  if (host.libc !== undefined && host.libc !== "glibc")
    return `It needs glibc ${floor}; the host has ${host.libc}.`;
  if (host.glibcVersion === undefined || !isBelow(host.glibcVersion, floor)) return undefined;
  return `It needs glibc ${floor}; the host has ${host.glibcVersion}.`;
}

function checkCpuLevel({ cpuLevel }: PrebuildCandidate, host: PrebuildHost): string | undefined {
  if (cpuLevel === undefined || cpuLevel === host.cpuLevel || isLowest(cpuLevel)) return undefined;
  if (host.cpuLevel === undefined) return `It needs ${cpuLevel}; the host does not say its CPU level.`;
  const [needed, offered] = [levelOf(cpuLevel), levelOf(host.cpuLevel)];
  if (needed.family === offered.family && !isBelow(offered.number, needed.number)) return undefined;
  return `It needs ${cpuLevel}; the host is ${host.cpuLevel}.`;
}

/** What every CPU of its architecture has. */
function isLowest(level: string): boolean {
  return level === "x86_64" || level === "x86_64_v1" || level === "armv8.0a";
}

/** `x86_64_v3` is number 3 of `x86_64_v`, `armv8.2a` number 8.2 of `armv…a`. */
function levelOf(level: string): { readonly family: string; readonly number: string } {
  const [, before = level, number = "0", after = ""] =
    /^(.*?)(\d+(?:\.\d+)?)([a-z]*)$/.exec(level.replace(/^x86_64(?=_v|$)/, "x86")) ?? [];
  return { family: `${before}/${after}`, number };
}

function list(field: string | readonly string[] | undefined): string {
  return wordsOf(field).join(" or ");
}
