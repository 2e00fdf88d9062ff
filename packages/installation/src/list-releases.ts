import { matchReleases, type ReleaseRow } from "@nodewright/release-index";
import type { ReleaseSource } from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";
import type { InstallEvent } from "./install-node.js";
import { firstIndex } from "./resolve-from.js";

export interface ListReleasesOptions {
  /** Tried in order; only a source that does not answer passes the question on. */
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  readonly target: Target;
  /** Only what this version, range or word covers. */
  readonly spec?: string | undefined;
  readonly now?: Date | undefined;
  readonly onEvent?: ((event: InstallEvent) => void) | undefined;
}

/** The releases that the first answering source has for a target, newest first. */
export async function listReleases(options: ListReleasesOptions): Promise<ReleaseRow[]> {
  const { index } = await firstIndex(options);
  const { spec = ">=0.0.0", target, now } = options;
  return matchReleases(spec, { index: index.rows, target, ...(now === undefined ? {} : { now }) });
}
