import { compareVersions, ReleaseIndexError, type Resolution } from "@nodewright/release-index";
import { formatTarget, type Target } from "@nodewright/target-triple";

/** Words for one release, which depend on what an index has. */
const relative: ReadonlySet<string> = new Set(["newest", "lts", "lines"]);

/**
 * Keeps a word such as `lts` to one meaning over several sources: a registry whose newest LTS release for a CPU is of
 * a line that ended years ago does not have the newest LTS release.
 * @param wanted what the word means whatever is built for the target; it may throw where nobody knows
 * @throws ReleaseIndexError ERR_RELEASE_NO_BUILD when the resolution is of an older line
 */
export function assertSameLine(resolution: Resolution, target: Target, wanted: () => Resolution): void {
  if (!relative.has(resolution.meaning.kind)) return;
  const meant = orNothing(wanted);
  if (meant === undefined || meant.line === resolution.line) return;
  if (compareVersions(resolution.version, meant.version) > 0) return;
  throw new ReleaseIndexError(
    "ERR_RELEASE_NO_BUILD",
    `it has no build of ${meant.version} or another of ${meant.line} for ${formatTarget(target)}, only of ${resolution.version} and older`,
    { hint: `ask for a version that it has, such as ${resolution.version.replace(/^v/, "")}` },
  );
}

function orNothing(wanted: () => Resolution): Resolution | undefined {
  try {
    return wanted();
  } catch (error) {
    if (error instanceof ReleaseIndexError) return undefined;
    throw error;
  }
}
