import type { Target } from "@nodewright/target-triple";
import { parseVersion } from "./node-version.js";

/** The CPUs that nodejs.org builds for, with the word of Node.js for each; armv6 and x86 left long ago. */
const official: ReadonlySet<string> = new Set(["x64", "arm64", "arm", "ppc64", "s390x"]);

/**
 * The lowest glibc that a release's plain build for Linux runs with: 2.28 from v18 on, 2.17 or less before. As read
 * from the symbols of the builds of v10, v16, v18, v20, v24 and v26 that npm carries, and as BUILDING.md states
 * it since v18. Undefined for what needs no glibc, for variants, and for CPUs that nodejs.org does not build for.
 */
export function glibcFloor(version: string, target: Target): string | undefined {
  const { os, arch, libc, armVersion, variant } = target;
  if (os !== "linux" || libc !== "glibc" || variant !== undefined) return undefined;
  if (!official.has(arch) || armVersion === "6") return undefined;
  return parseVersion(version).major >= 18 ? "2.28" : "2.17";
}
