import type { Target, TargetParts } from "./target.js";
import { isCpuLevel, OSES } from "./vocabulary.js";

/**
 * `<os>-<arch>[-<libc>][+<variant>][+<cpu level>]`: arm carries its version and ppc64 its byte order
 * (`linux-armv7-glibc`, `linux-ppc64le-musl`), MinGW builds end in `-gnu`, libc is spelled where an OS has several.
 */
export function canonicalText(target: Target): string {
  const { os, variant, cpuLevel } = target;
  let text = os === "wasi" ? "wasm32-wasi" : os === "web" ? "web" : `${os}-${archText(target)}`;
  if (os === "linux") text += `-${target.libc}`;
  if (variant !== undefined) text += os === "win32" && variant === "gnu" ? "-gnu" : `+${variant}`;
  return cpuLevel === undefined ? text : `${text}+${cpuLevel}`;
}

function archText({ os, arch, armVersion, endian }: Target): string {
  if (armVersion !== undefined && os !== "android") return `armv${armVersion}`;
  return endian === undefined ? arch : `ppc64${endian === "big" ? "be" : "le"}`;
}

/** What a canonical text states; undefined if it is not one. The parts are not checked against each other. */
export function canonicalParts(text: string): TargetParts | undefined {
  const [base = "", ...marks] = text.split("+");
  const [os = "", archWord, ...rest] = base === "wasm32-wasi" ? ["wasi", "wasm32"] : base.split("-");
  if (!OSES.some((known) => known === os) || (archWord === undefined) !== (os === "web")) return undefined;
  if (os === "win32" && rest[0] === "gnu") marks.unshift(...rest.splice(0, 1));
  const arch = archWord === undefined ? { arch: "any" } : archParts(archWord);
  const [libc, ...excess] = rest;
  const flavour = markParts(marks, arch.arch);
  if (excess.length > 0 || libc === "" || flavour === undefined) return undefined;
  return { os, ...arch, ...(libc !== undefined && { libc }), ...flavour };
}

interface ArchParts {
  readonly arch: string;
  readonly armVersion?: string;
  readonly endian?: string;
}

function archParts(word: string): ArchParts {
  if (word === "armv6" || word === "armv7") return { arch: "arm", armVersion: word.slice(4) };
  if (word === "ppc64le") return { arch: "ppc64", endian: "little" };
  return word === "ppc64be" ? { arch: "ppc64", endian: "big" } : { arch: word };
}

function markParts(marks: readonly string[], arch: string): TargetParts | undefined {
  const [first, second, ...excess] = marks;
  if (first === undefined) return {};
  if (first === "" || excess.length > 0) return undefined;
  if (second === undefined) return isCpuLevel(first, arch) ? { cpuLevel: first } : { variant: first };
  return isCpuLevel(second, arch) ? { variant: first, cpuLevel: second } : undefined;
}
