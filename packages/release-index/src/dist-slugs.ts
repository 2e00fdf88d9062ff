import {
  formatTarget,
  parseTarget,
  type Target,
  TargetError,
  type TargetPattern,
} from "@nodewright/target-triple";

/** Archives of old releases whose names no dialect of today has. */
const RETIRED: ReadonlyMap<string, TargetPattern> = new Map([
  ["linux-arm-pi", { os: "linux", arch: "arm", libc: "glibc", armVersion: "6" }],
  ["smartos-x64", { os: "sunos", arch: "x64" }],
  ["smartos-x86", { os: "sunos", arch: "ia32" }],
]);

/** The target in an archive's name (`linux-x64-musl`, `win-x86`); undefined for words that are none. */
export function targetOfSlug(slug: string): TargetPattern | undefined {
  return RETIRED.get(slug) ?? targetsOfSlug(slug)[0];
}

/** Every target that an archive's name may mean; none for words that are no target. */
export function targetsOfSlug(slug: string): readonly Target[] {
  try {
    return parseTarget(slug, "dist").candidates;
  } catch (error) {
    if (error instanceof TargetError) return [];
    throw error;
  }
}

/** How nodejs.org spells a target in file names; undefined for a target that it has no word for. */
export function slugOf(target: Target): string | undefined {
  return formatTarget(target, "dist") ?? undefined;
}
