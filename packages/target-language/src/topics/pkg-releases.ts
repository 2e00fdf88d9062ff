import {
  type IndexEntry,
  isBuiltFor,
  matchReleases,
  nearestTargets,
  ReleaseIndexError,
  type ReleaseRow,
} from "@nodewright/release-index";
import { type PkgNodeRange, parsePkgNodeRange, type Target, TargetError } from "@nodewright/target-triple";
import type { Knowledge } from "../knowledge.js";
import { supportedLines } from "../release-facts.js";
import type { Finding, Replacement, Spot } from "../spot.js";
import { severities } from "../types.js";
import { isBuiltUnofficially } from "../unofficial.js";
import { checkRefusal, checkRelease, findRelease, type VersionPlace } from "./check-releases.js";
import { type PkgWord, spellForPkg, targetsOfWords } from "./pkg-words.js";

/** The release that the range of a pkg target means; undefined for none. */
export function releaseOfRange(range: string, knowledge: Knowledge): ReleaseRow | undefined {
  try {
    return findForRange(parsePkgNodeRange(range), knowledge);
  } catch (error) {
    if (error instanceof TargetError || error instanceof ReleaseIndexError) return undefined;
    throw error;
  }
}

/** What is wrong with the range of a pkg target, and whether a binary exists for it and its platform. */
export function checkPkgReleases(spot: Spot, words: readonly PkgWord[], knowledge: Knowledge): Finding[] {
  const word = words.find(({ kind }) => kind === "range");
  if (word === undefined) return [];
  const place: VersionPlace = {
    start: spot.start + word.start,
    end: spot.start + word.end,
    text: word.text,
    rewrite: (line) => (word.text === "latest" ? undefined : `node${line.slice(1)}`),
  };
  try {
    const range = parsePkgNodeRange(word.text);
    const newest = findForRange(range, knowledge);
    if (newest === undefined) return [unknownAbi(place)];
    const missing = checkBuilds(spot, { range, newest, targets: targetsOfWords(words) }, knowledge);
    return [...checkRelease(newest, place, knowledge), ...missing];
  } catch (error) {
    if (error instanceof TargetError) return [invalidRange(error, place)];
    if (!(error instanceof ReleaseIndexError)) throw error;
    const spec = specOf(parsePkgNodeRange(word.text));
    return checkRefusal(error, { ...place, text: spec }, { dialect: "nodewright", knowledge });
  }
}

function specOf(range: PkgNodeRange): string {
  return range.kind === "range" ? range.range || "*" : range.text;
}

function findForRange(range: PkgNodeRange, knowledge: Knowledge): ReleaseRow | undefined {
  if (range.kind === "abi") {
    return knowledge.index.releases.find(({ row }) => row.modules === range.abi)?.row;
  }
  return findRelease({ spec: specOf(range), dialect: "nodewright" }, knowledge);
}

interface Asked {
  readonly range: PkgNodeRange;
  readonly newest: ReleaseRow;
  readonly targets: readonly Target[];
}

function checkBuilds(spot: Spot, asked: Asked, knowledge: Knowledge): Finding[] {
  const refusals = asked.targets.map((target) => refusalOf(asked.range, target, knowledge));
  const [refusal] = refusals;
  // Static builds are made by pkg's own, which no index lists.
  const isStatic = asked.targets.some(({ libc }) => libc === "static");
  if (refusal === undefined || refusals.includes(undefined) || isStatic) return [];
  const rows = matchReleases(specOf(asked.range), knowledge);
  if (asked.targets.some((target) => isBuiltUnofficially(target, rows, knowledge.index))) return [];
  return [noBinary(spot, asked, { refusal, knowledge })];
}

/** Why there is no release of a range for a target; undefined when there is one. */
function refusalOf(range: PkgNodeRange, target: Target, knowledge: Knowledge): ReleaseIndexError | undefined {
  if (range.kind === "abi") return undefined;
  try {
    findRelease({ spec: specOf(range), dialect: "nodewright", target }, knowledge);
    return undefined;
  } catch (error) {
    if (error instanceof ReleaseIndexError && error.code === "ERR_RELEASE_NO_BUILD") return error;
    throw error;
  }
}

function noBinary(
  { start, end }: Spot,
  { range, newest, targets }: Asked,
  { refusal, knowledge }: { readonly refusal: ReleaseIndexError; readonly knowledge: Knowledge },
): Finding {
  const [target] = targets;
  const line = target && newestLineBuilt(target, knowledge);
  const sameTarget = target && line ? spellForPkg(target, `node${line.slice(1)}`) : undefined;
  const listed = knowledge.index.releases.find(
    ({ row }) => row.files.length > 0 && majorOf(row) === majorOf(newest),
  );
  const nearest = target && listed ? nearestTargets(listed.row, target) : [];
  const spelled = nearest.flatMap((one) => spellForPkg(one, range.text) ?? []);
  const texts = [...new Set([...(sameTarget === undefined ? [] : [sameTarget]), ...spelled.slice(0, 3)])];
  const fixes = texts.map((text): Replacement => ({ title: `Change to ${text}`, text, start, end }));
  const message = [refusal.message, refusal.hint].filter(Boolean).join(". ");
  return { start, end, code: "no-binary", severity: severities.error, message, fixes };
}

function majorOf({ version }: ReleaseRow): number {
  return Number.parseInt(version.slice(1), 10);
}

/** The newest line that still gets fixes and has a build of a target. */
function newestLineBuilt(target: Target, knowledge: Knowledge): string | undefined {
  const { releases } = knowledge.index;
  const isBuilt = ({ row }: IndexEntry): boolean => isBuiltFor(row, target) === true;
  const supported = supportedLines(knowledge);
  return releases.find((entry) => supported.includes(entry.line) && isBuilt(entry))?.line;
}

function invalidRange(error: TargetError, { start, end }: VersionPlace): Finding {
  const message = [error.message, error.hint].filter(Boolean).join("; ");
  return { start, end, code: "invalid-version", severity: severities.error, message };
}

function unknownAbi({ start, end, text }: VersionPlace): Finding {
  const message = `No release of Node.js has the ABI ${text.slice(1)}`;
  return { start, end, code: "no-release", severity: severities.warning, message };
}
