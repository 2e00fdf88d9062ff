import {
  explainSpec,
  lineOf,
  type PreparedIndex,
  parseVersion,
  ReleaseIndexError,
  type ReleaseRow,
  resolveRelease,
  type SpecDialect,
  type SpecMeaning,
  tryParseVersion,
} from "@nodewright/release-index";
import { formatTarget, type Target } from "@nodewright/target-triple";
import type { Knowledge } from "../knowledge.js";
import { describeLine, endOfLife, nameOfLine, supportedLines } from "../release-facts.js";
import type { Finding, Replacement } from "../spot.js";
import { severities } from "../types.js";

const remembered = new WeakMap<PreparedIndex, Map<string, ReleaseRow | ReleaseIndexError>>();

/** A word has one answer for an index, and is asked for at each key stroke. */
function resolveOnce(key: string, { index }: Knowledge, resolve: () => ReleaseRow): ReleaseRow {
  const answers = remembered.get(index) ?? new Map<string, ReleaseRow | ReleaseIndexError>();
  remembered.set(index, answers);
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = attempt(resolve);
    // What is typed on the way to a word is not asked for again.
    if (answers.size > MAX_REMEMBERED) answers.clear();
    answers.set(key, answer);
  }
  if (answer instanceof ReleaseIndexError) throw answer;
  return answer;
}

const MAX_REMEMBERED = 2000;

function attempt(resolve: () => ReleaseRow): ReleaseRow | ReleaseIndexError {
  try {
    return resolve();
  } catch (error) {
    return asReleaseError(error);
  }
}

/**
 * The release that a version word means, with a target the one that is published for it.
 * @throws ReleaseIndexError when the dialect cannot read the word, or the index has no such release
 */
export function findRelease(question: ReleaseQuestion, knowledge: Knowledge): ReleaseRow {
  const { spec, dialect, target } = question;
  const key = `${dialect} ${target === undefined ? "" : formatTarget(target)} ${spec}`;
  return resolveOnce(key, knowledge, () => resolveRelease(spec, { ...knowledge, dialect, target }).row);
}

/** As {@link findRelease}; undefined where that throws. */
export function releaseFor(question: ReleaseQuestion, knowledge: Knowledge): ReleaseRow | undefined {
  const found = attempt(() => findRelease(question, knowledge));
  return found instanceof ReleaseIndexError ? undefined : found;
}

export interface ReleaseQuestion {
  readonly spec: string;
  readonly dialect: SpecDialect;
  readonly target?: Target | undefined;
}

/** A piece of a document that names versions: where it is, and how one of another line would be written there. */
export interface VersionPlace {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rewrite: (line: string) => string | undefined;
}

/** What is wrong with a release that is found, the newest that its word allows: it is past its end. */
export function checkRelease(newest: ReleaseRow, place: VersionPlace, knowledge: Knowledge): Finding[] {
  const line = lineOf(parseVersion(newest.version));
  const end = endOfLife(line, knowledge);
  if (end === undefined) return [];
  const fixes = supportedLines(knowledge).flatMap((other): Replacement[] => {
    const text = place.rewrite(other);
    if (text === undefined || text === place.text) return [];
    const title = `Use ${nameOfLine(other, knowledge)}: ${describeLine(other, knowledge)}`;
    return [{ title, text, start: place.start, end: place.end }];
  });
  const isExact = tryParseVersion(place.text)?.text === newest.version;
  const newestOne = isExact
    ? ""
    : `; the newest that ${JSON.stringify(place.text)} allows is ${newest.version}`;
  const message = `${nameOfLine(line, knowledge)} reached its end of life on ${end}${newestOne}`;
  return [
    { start: place.start, end: place.end, code: "end-of-life", severity: severities.warning, message, fixes },
  ];
}

/** What is wrong with a word by which no release is found. */
export function checkRefusal(
  error: ReleaseIndexError,
  { start, end, text }: VersionPlace,
  { dialect, knowledge }: { readonly dialect: SpecDialect; readonly knowledge: Knowledge },
): Finding[] {
  const message = error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
  if (error.code === "ERR_RELEASE_SPEC") {
    return [{ start, end, code: "invalid-version", severity: severities.error, message }];
  }
  const { meaning, channel } = explainSpec(text, dialect);
  // Other channels have indexes of their own, and an index that ends before a version cannot know of it.
  if (error.code !== "ERR_RELEASE_NOT_FOUND" || meaning === undefined || channel !== "release") return [];
  const severity = isBeyond(meaning, knowledge) ? severities.information : severities.warning;
  return [{ start, end, code: "no-release", severity, message }];
}

/** Whether a version is newer than all that the index has. */
function isBeyond(meaning: SpecMeaning, { index }: Knowledge): boolean {
  const newest = index.releases[0]?.version.major ?? 0;
  if (meaning.kind === "version") {
    const ofLine = index.byLine.get(`v${meaning.version.major}`)?.[0]?.version;
    if (ofLine === undefined) return meaning.version.major > newest;
    return meaning.version.minor > ofLine.minor || meaning.version.patch > ofLine.patch;
  }
  if (meaning.kind === "prefix") return meaning.major >= newest;
  if (meaning.kind !== "range") return false;
  return [...meaning.range.matchAll(/\d+(?:\.\d+)*/g)].some(([text]) => Number.parseInt(text, 10) >= newest);
}

export function asReleaseError(error: unknown): ReleaseIndexError {
  if (error instanceof ReleaseIndexError) return error;
  throw error;
}
