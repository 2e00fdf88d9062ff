import { matchReleases, type PreparedIndex, type ReleaseRow } from "@nodewright/release-index";
import { formatTarget, type Target } from "@nodewright/target-triple";

/**
 * Which releases the recipes of github.com/nodejs/unofficial-builds are for, as their should-build.sh had it on
 * 2026-07-21; the lower end is open where older files were published before. A recipe without an entry is for all.
 */
const RANGES: Readonly<Record<string, string>> = {
  armv6l: "<24",
  loong64: ">=20.10 <22 || >=22.14",
  riscv64: ">=17 <26 || >=27",
  x86: "<22",
};

const versions = new WeakMap<PreparedIndex, Map<string, ReadonlySet<string>>>();

/** Whether unofficial-builds.nodejs.org builds one of some releases for a target, as far as its recipes tell. */
export function isBuiltUnofficially(
  target: Target,
  rows: readonly ReleaseRow[],
  index: PreparedIndex,
): boolean {
  const recipe = formatTarget(target, "unofficial");
  if (recipe === null) return false;
  const range = Object.hasOwn(RANGES, recipe) ? RANGES[recipe] : undefined;
  if (range === undefined) return true;
  const known = versionsIn(range, index);
  return rows.some(({ version }) => known.has(version));
}

function versionsIn(range: string, index: PreparedIndex): ReadonlySet<string> {
  const ofIndex = versions.get(index) ?? new Map<string, ReadonlySet<string>>();
  versions.set(index, ofIndex);
  const found = ofIndex.get(range) ?? new Set(matchReleases(range, { index }).map(({ version }) => version));
  ofIndex.set(range, found);
  return found;
}
