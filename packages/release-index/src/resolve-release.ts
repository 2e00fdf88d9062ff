import type { Target } from "@nodewright/target-triple";
import { buildStateOf } from "./build-state.js";
import { type Selection, selectByMeaning, selectByPhases } from "./match-meaning.js";
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
  readonly target?: Target;
  /** The day it is: decides words about phases (`active`, `supported`, `lts_active` of nv). */
  readonly now?: Date;
  /** Whose words the spec is written in; `nodewright` when absent. */
  readonly dialect?: SpecDialect;
  /** Needed for words about phases, and to name lines that have no LTS release yet. */
  readonly schedule?: Schedule;
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
  /** The other answers of a word that means several releases (nv's `lts`, `supported`), newest first. */
  readonly alternatives: readonly ReleaseRow[];
}

/**
 * Finds the release that a version word means in the tool it comes from.
 *
 * A row that lists no files (its builds are not known) is an answer when the nearest older release of its
 * line was built for the target; the reason then says so.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_SPEC` when the dialect cannot read the word, `ERR_RELEASE_NOT_FOUND`
 * when no release is meant by it, `ERR_RELEASE_NO_BUILD` when none of those meant is built for the target.
 */
export function resolveRelease(spec: string, options: ResolveOptions): Resolution {
  const dialect = options.dialect ?? "nodewright";
  const index = preparedOf(options.index);
  const meaning = readSpec(spec, dialect);
  const question = { spec: spec.trim(), dialect, index, options };
  return meaning.kind === "phases" ? resolveHeads(question, meaning) : resolveOne(question, meaning);
}

interface Question {
  readonly spec: string;
  readonly dialect: SpecDialect;
  readonly index: PreparedIndex;
  readonly options: ResolveOptions;
}

function resolveOne(question: Question, meaning: Exclude<SpecMeaning, { kind: "phases" }>): Resolution {
  const { spec, index } = question;
  const { target, schedule } = question.options;
  const selection = selectByMeaning(meaning, index);
  const newest = selection.pool.find(selection.accepts);
  if (!newest) throw notFound({ ...question, meaning, schedule });
  if (!target) return answer(question, meaning, { entry: newest });
  const entry = firstBuilt(selection, newest, { target, index });
  if (!entry) throw noBuild({ spec, newest, selection, index, target });
  return answer(question, meaning, { entry, passedOver: entry === newest ? undefined : newest });
}

function firstBuilt(
  { pool, accepts, isOneLine }: Selection,
  newest: IndexEntry,
  { target, index }: { readonly target: Target; readonly index: PreparedIndex },
): IndexEntry | undefined {
  return pool.find(
    (entry) =>
      accepts(entry) &&
      (!isOneLine || entry.line === newest.line) &&
      buildStateOf(entry, target, index) !== "not-built",
  );
}

/** For words that mean several releases: the newest is the answer, the others its alternatives. */
function resolveHeads(question: Question, meaning: SpecMeaning & { readonly kind: "phases" }): Resolution {
  const { spec, index } = question;
  const { target, schedule, now } = question.options;
  if (!now || !schedule)
    throw new TypeError(`to resolve "${spec}", pass the day (now) and the release schedule`);
  const heads = selectByPhases(meaning, index, { now, schedule });
  const [newest] = heads;
  if (!newest) throw notFound({ ...question, meaning, schedule });
  if (!target) return answer(question, meaning, { entry: newest, others: heads.slice(1) });
  const [entry, ...others] = heads.filter((head) => buildStateOf(head, target, index) !== "not-built");
  if (!entry) {
    const selection = { pool: heads, accepts: () => true, isOneLine: false };
    throw noBuild({ spec, newest, selection, index, target });
  }
  return answer(question, meaning, { entry, others });
}

interface Found {
  readonly entry: IndexEntry;
  readonly passedOver?: IndexEntry | undefined;
  readonly others?: readonly IndexEntry[];
}

function answer(
  question: Question,
  meaning: SpecMeaning,
  { entry, passedOver, others = [] }: Found,
): Resolution {
  const { spec, dialect, index, options } = question;
  const { row, line } = entry;
  const reason = reasonOf({ spec, dialect, meaning, entry, index, target: options.target, passedOver });
  const alternatives = others.map((other) => other.row);
  return { row, version: row.version, line, dialect, meaning, reason, alternatives };
}
