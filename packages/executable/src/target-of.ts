import type { Arch, ArmVersion, Os, TargetPattern } from "@nodewright/target-triple";
import type { ExecutableArch, ExecutableInfo, ExecutableLibc, ExecutableOs } from "./types.js";

/** Systems that targets have a word for. */
const OSES: Readonly<Partial<Record<ExecutableOs, Os>>> = {
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  haiku: "haiku",
  ios: "ios",
  linux: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
};

/** CPUs that targets have a word for. */
const ARCHES: Readonly<Partial<Record<ExecutableArch, Arch>>> = {
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  loong64: "loong64",
  mips: "mips",
  mips64el: "mips64el",
  mipsel: "mipsel",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  x64: "x64",
};

const ARM_VERSIONS: Readonly<Record<number, ArmVersion>> = { 6: "6", 7: "7" };

/**
 * What a binary's headers say of its target. What they leave open, or what no target has a word for, is absent:
 * a library that needs no C library has no libc, ARM code without build attributes no version. Headers never say
 * a variant or a CPU level.
 */
export function targetOf(info: ExecutableInfo): TargetPattern {
  const os = OSES[info.os];
  const arch = archOf(info);
  const libc = libcOf(info.libc);
  const armVersion =
    arch === "arm" && os !== "android" && os !== "win32" ? ARM_VERSIONS[info.armVersion ?? 0] : undefined;
  const hasEndian = arch === "ppc64" && os !== "aix";
  return Object.freeze({
    ...(os !== undefined && { os }),
    ...(arch !== undefined && { arch }),
    ...(libc !== undefined && { libc }),
    ...(armVersion !== undefined && { armVersion }),
    ...(hasEndian && { endian: info.endianness }),
  });
}

/** `universal` is x64 and arm64 in one file; with one slice a universal file is that slice's. */
function archOf({ arch, slices }: ExecutableInfo): Arch | undefined {
  if (slices === undefined) return ARCHES[arch];
  const [first, ...rest] = slices;
  if (first !== undefined && rest.length === 0) return ARCHES[first.arch];
  return hasUniversalSlices(slices) ? "universal" : undefined;
}

/** Whether the slices cover what `universal` promises. */
export function hasUniversalSlices(slices: readonly ExecutableInfo[]): boolean {
  return ["x64", "arm64"].every((arch) => slices.some((slice) => slice.arch === arch));
}

function libcOf(libc: ExecutableLibc | undefined): TargetPattern["libc"] {
  return libc === "uclibc" ? undefined : libc;
}
