import { buildStateOf } from "./build-state.js";
import { selectByMeaning } from "./match-meaning.js";
import { preparedOf } from "./prepare-index.js";
import { readSpec } from "./read-spec.js";
import type { ReleaseRow } from "./release-row.js";
import type { ResolveOptions } from "./resolve-release.js";

/**
 * Every release that a version word covers, newest first; with a target, without those that are known not to be
 * built for it. A word for one release (`latest`, `lts`) covers all that it chooses from: {@link resolveRelease}
 * gives the one.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_SPEC` when the dialect cannot read the word.
 * @throws TypeError when a word about phases is asked for without `now` or `schedule`.
 */
export function matchReleases(spec: string, options: ResolveOptions): ReleaseRow[] {
  const { target, dialect = "nodewright" } = options;
  const index = preparedOf(options.index);
  const { pool, accepts } = selectByMeaning(readSpec(spec, dialect), index, options);
  const isPossible = (entry: (typeof pool)[number]): boolean =>
    target === undefined || buildStateOf(entry, target, index) !== "not-built";
  return pool.filter((entry) => accepts(entry) && isPossible(entry)).map(({ row }) => row);
}
