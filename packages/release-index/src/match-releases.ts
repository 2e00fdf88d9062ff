import { isBuiltFor } from "./builds.js";
import { selectByMeaning, selectByPhases } from "./match-meaning.js";
import { preparedOf } from "./prepare-index.js";
import { readSpec } from "./read-spec.js";
import type { ReleaseRow } from "./release-row.js";
import type { ResolveOptions } from "./resolve-release.js";

/**
 * Every release that a version word covers, newest first; with a target, without those that are known not to be
 * built for it. A word that means one release (`latest`) covers its line's pool: use {@link resolveRelease} for
 * the one.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_SPEC` when the dialect cannot read the word.
 */
export function matchReleases(spec: string, options: ResolveOptions): ReleaseRow[] {
  const index = preparedOf(options.index);
  const meaning = readSpec(spec, options.dialect ?? "nodewright");
  const { target, now = new Date(), schedule = {} } = options;
  const entries =
    meaning.kind === "phases" ? selectByPhases(meaning, index, { now, schedule }) : select(meaning, index);
  const rows = entries.map(({ row }) => row);
  return target === undefined ? rows : rows.filter((row) => isBuiltFor(row, target) !== false);
}

function select(
  ...arguments_: Parameters<typeof selectByMeaning>
): ReturnType<typeof selectByMeaning>["pool"] {
  const { pool, accepts } = selectByMeaning(...arguments_);
  return pool.filter(accepts);
}
