import type { Target } from "@nodewright/target-triple";
import { buildStateOf } from "./build-state.js";
import { type Selection, selectByMeaning } from "./match-meaning.js";
import { type IndexEntry, type PreparedIndex, preparedOf } from "./prepare-index.js";
import { readSpec } from "./read-spec.js";
import type { Schedule } from "./release-line.js";
import type { ReleaseRow } from "./release-row.js";
import { noBuild, notFound } from "./resolve-errors.js";
import { reasonOf } from "./resolve-reason.js";
import type { SpecDialect, SpecMeaning } from "./spec.js";

/** What {@link resolveRelease} decides by. */
export interface ResolveOptions {
  /** Rows in any order (prepared once and remembered, so not to be changed), or a prepared index. */
  readonly index: readonly ReleaseRow[] | PreparedIndex;
  /** Only releases built for this target are answers. */
  readonly target?: Target | undefined;
  /** The day it is; words about phases (`active`, `supported`, `lts_active` of nv) need it. */
  readonly now?: Date | undefined;
  /** Whose words the spec is written in; `nodewright` when absent. */
  readonly dialect?: SpecDialect | undefined;
  /** Words about phases need it; else it only names lines that have no LTS release yet. */
  readonly schedule?: Schedule | undefined;
}

/** The release that a version word means. */
export interface Resolution {
  readonly row: ReleaseRow;
  /** As in the row: `v24.21.0`. */
  readonly version: string;
  /** `v24`, or `v0.12` before v1. */
  readonly line: string;
  readonly dialect: SpecDialect;
  readonly meaning: SpecMeaning;
  /** For people, one sentence or two: what the word means, and why this release. */
  readonly reason: string;
  /** The other answers of a word that means several releases (in nv), newest first; else empty. */
  readonly alternatives: readonly ReleaseRow[];
}

/**
 * Finds the release that a version word means in the tool it comes from.
 *
 * A row that lists no files (its builds are not known) is an answer unless the nearest older release of its
 * line that lists some lacks the target; the reason then says so.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_SPEC` when the dialect cannot read the word, `ERR_RELEASE_NOT_FOUND`
 * when no release is meant by it, `ERR_RELEASE_NO_BUILD` when none of those meant is built for the target.
 * @throws TypeError when a word about phases is resolved without `now` or `schedule`.
 */
export function resolveRelease(spec: string, options: ResolveOptions): Resolution {
  const dialect = options.dialect ?? "nodewright";
  const { target, schedule } = options;
  const index = preparedOf(options.index);
  const meaning = readSpec(spec, dialect);
  const question = { spec: spec.trim(), dialect, meaning, index, target };
  const selection = selectByMeaning(meaning, index, options);
  const newest = selection.pool.find(selection.accepts);
  if (!newest) throw notFound({ ...question, schedule });
  const entry = chooseEntry(selection, newest, question);
  const { row, line } = entry;
  const reason = reasonOf({ ...question, entry, passedOver: entry === newest ? undefined : newest });
  const alternatives = othersOf(selection, entry, question);
  return { row, version: row.version, line, dialect, meaning, reason, alternatives };
}

interface Question {
  readonly spec: string;
  readonly target: Target | undefined;
  readonly index: PreparedIndex;
}

function chooseEntry(selection: Selection, newest: IndexEntry, question: Question): IndexEntry {
  const { target } = question;
  if (!target) return newest;
  const { pool, accepts, isOneLine } = selection;
  const built = pool.find(
    (entry) => accepts(entry) && (!isOneLine || entry.line === newest.line) && isPossible(entry, question),
  );
  if (built) return built;
  throw noBuild({ ...question, target, newest, selection });
}

function isPossible(entry: IndexEntry, { target, index }: Question): boolean {
  return target === undefined || buildStateOf(entry, target, index) !== "not-built";
}

function othersOf(
  { pool, accepts, isList }: Selection,
  entry: IndexEntry,
  aim: Question,
): readonly ReleaseRow[] {
  if (!isList) return [];
  return pool
    .filter((other) => other !== entry && accepts(other) && isPossible(other, aim))
    .map(({ row }) => row);
}
