import { matchReleases, type ReleaseRow, type Schedule, type SpecDialect } from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import { type FirstAnswerOptions, firstAnswer } from "./first-answer.js";

export interface ListReleasesOptions extends FirstAnswerOptions {
  readonly target: Target;
  /** Only what this version, range or word covers. */
  readonly spec?: string | undefined;
  /** Whose words the spec is written in; `nodewright` when absent. */
  readonly dialect?: SpecDialect | undefined;
  /** Words about phases need it. */
  readonly schedule?: Schedule | undefined;
  readonly now?: Date | undefined;
}

/**
 * The releases that the first answering source has for a target, newest first.
 * @throws as `firstAnswer`; ReleaseIndexError ERR_RELEASE_SPEC
 */
export async function listReleases(options: ListReleasesOptions): Promise<ReleaseRow[]> {
  const { spec, dialect, schedule, target, now = new Date() } = options;
  const { rows } = await firstAnswer(options, (source) => source.loadIndex(target));
  if (spec === undefined) return matchReleases(">=0.0.0", { index: rows, target });
  return matchReleases(spec, { index: rows, target, dialect, schedule, now });
}
