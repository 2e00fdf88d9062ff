import { matchReleases, type ReleaseRow } from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import { type FirstAnswerOptions, firstAnswer } from "./first-answer.js";

export interface ListReleasesOptions extends FirstAnswerOptions {
  readonly target: Target;
  /** Only what this version, range or word covers. */
  readonly spec?: string | undefined;
  readonly now?: Date | undefined;
}

/**
 * The releases that the first answering source has for a target, newest first.
 * @throws as `firstAnswer`; ReleaseIndexError ERR_RELEASE_SPEC
 */
export async function listReleases(options: ListReleasesOptions): Promise<ReleaseRow[]> {
  const { spec = ">=0.0.0", target, now } = options;
  const { rows } = await firstAnswer(options, (source) => source.loadIndex(target));
  return matchReleases(spec, { index: rows, target, ...(now === undefined ? {} : { now }) });
}
