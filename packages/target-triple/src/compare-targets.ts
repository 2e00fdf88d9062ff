import type { Target } from "./target.js";
import { ARCHES, OSES } from "./vocabulary.js";

/**
 * A total order for sorting: by os (linux, darwin, win32, then by name), arch, arm version (newer first), byte order,
 * libc (glibc, musl, static), variant, CPU level; plain builds first. Zero only for equal targets.
 */
export function compareTargets(left: Target, right: Target): number {
  return (
    OSES.indexOf(left.os) - OSES.indexOf(right.os) ||
    ARCHES.indexOf(left.arch) - ARCHES.indexOf(right.arch) ||
    compareWords(right.armVersion, left.armVersion) ||
    compareWords(right.endian, left.endian) ||
    compareWords(left.libc, right.libc) ||
    compareWords(left.variant, right.variant) ||
    compareWords(left.cpuLevel, right.cpuLevel)
  );
}

/** By code unit, so that the order is the same in every locale; an absent word comes first. */
function compareWords(left = "", right = ""): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
