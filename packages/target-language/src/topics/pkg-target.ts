import { lineOf, parseVersion, targetsBuilt } from "@nodewright/release-index";
import {
  formatTarget,
  listTargets,
  nearestWord,
  pkgArches,
  pkgPlatforms,
  pkgWordKind,
  TargetError,
} from "@nodewright/target-triple";
import type { Knowledge } from "../knowledge.js";
import type { Finding, Spot, Suggestion } from "../spot.js";
import { severities } from "../types.js";
import { isBuiltUnofficially } from "../unofficial.js";
import { describeRelease, describeTarget } from "./describe-target.js";
import { checkPkgReleases, releaseOfRange } from "./pkg-releases.js";
import {
  foreignArch,
  foreignTarget,
  type PkgWord,
  spellForPkg,
  targetsOfWords,
  wordsOf,
} from "./pkg-words.js";
import { suggestLines } from "./suggest-lines.js";

/** What is wrong with a target of pkg's. */
export function checkPkgTarget(spot: Spot, knowledge: Knowledge): Finding[] {
  const { text, start, end, before = [] } = spot;
  if (text === "host") return [];
  if (text === "") return [{ start, end, code: "unknown-word", severity: severities.error, message: EMPTY }];
  const words = wordsOf(text);
  const unknown = words.filter(({ kind }) => kind === undefined);
  if (unknown.length > 0) return checkForeign(spot, words) ?? unknown.map((word) => checkWord(spot, word));
  const twice = duplicateWords(spot, words);
  if (twice.length > 0) return twice;
  return [...duplicateTarget(spot, before), ...checkPkgReleases(spot, words, knowledge)];
}

const EMPTY = "A target of pkg names a range of Node.js, a platform and an arch, as in node24-linux-x64";

const MISSING = "A word is missing at this hyphen: a range of Node.js, a platform or an arch";

function checkForeign({ text, start, end }: Spot, words: readonly PkgWord[]): Finding[] | undefined {
  const foreign = foreignTarget(text, words);
  if (foreign === undefined) return undefined;
  const [first = "", ...others] = foreign.texts;
  const message = `${JSON.stringify(text)} spells its platform as ${foreign.dialect} does; pkg has ${[first, ...others].join(" or ")}`;
  const fixes = foreign.texts.map((fixed) => ({ title: `Write ${fixed}`, text: fixed, start, end }));
  return [{ start, end, code: "foreign-spelling", severity: severities.error, message, fixes }];
}

function checkWord(spot: Spot, word: PkgWord): Finding {
  const place = { start: spot.start + word.start, end: spot.start + word.end };
  if (word.text === "")
    return { ...place, code: "unknown-word", severity: severities.error, message: MISSING };
  const named = JSON.stringify(word.text);
  const meant = foreignArch(word.text);
  if (meant !== undefined) {
    const message = `${named} is no word of pkg's; it says ${meant}`;
    const fixes = [{ title: `Write ${meant}`, text: meant, ...place }];
    return { ...place, code: "foreign-spelling", severity: severities.error, message, fixes };
  }
  const nearest = nearestOf(word.text);
  const message = `${named} is no word of pkg's${nearest === undefined ? `: platforms are ${pkgPlatforms.join(", ")}; arches are ${pkgArches.join(", ")}` : `; did you mean ${nearest}?`}`;
  const fixes =
    nearest === undefined ? [] : [{ title: `Change ${word.text} to ${nearest}`, text: nearest, ...place }];
  return { ...place, code: "unknown-word", severity: severities.error, message, fixes };
}

function nearestOf(word: string): string | undefined {
  const version = /^(?:v|nod|ndoe|noed|nde)?(\d[\d.]*)$/i.exec(word)?.[1];
  if (version !== undefined) return `node${version}`;
  const lower = word.toLowerCase();
  if (lower !== word && pkgWordKind(lower) !== undefined) return lower;
  return nearestWord(word, ["host", "latest", ...pkgPlatforms, ...pkgArches]);
}

function duplicateWords(spot: Spot, words: readonly PkgWord[]): Finding[] {
  return words.flatMap((word, index): Finding[] => {
    const earlier = words.slice(0, index).find(({ kind }) => kind === word.kind);
    if (earlier === undefined) return [];
    const message = `The target has two words for its ${word.kind}, ${earlier.text} and ${word.text}; pkg takes the last`;
    // The hyphen goes with the word.
    const fix = {
      title: `Remove ${word.text}`,
      text: "",
      start: spot.start + word.start - 1,
      end: spot.start + word.end,
    };
    const place = { start: spot.start + word.start, end: spot.start + word.end };
    return [{ ...place, code: "duplicate-word", severity: severities.error, message, fixes: [fix] }];
  });
}

/** The same words in another order are the same target. */
function duplicateTarget({ text, start, end }: Spot, before: readonly string[]): Finding[] {
  const same = before.find((other) => keyOf(other) === keyOf(text));
  if (same === undefined) return [];
  const message = `The target ${same === text ? text : `${same}, which ${text} is as well,`} is in the list already`;
  return [{ start, end, code: "duplicate-target", severity: severities.warning, message }];
}

function keyOf(text: string): string {
  const words = wordsOf(text);
  const target = targetsOfWords(words)[0];
  const range = words.find(({ kind }) => kind === "range")?.text ?? "";
  return target === undefined
    ? words
        .map((word) => word.text)
        .sort()
        .join("-")
    : `${range} ${formatTarget(target)}`;
}

/** Every target that a Node.js of a supported line is published for, or of the range that is typed already. */
export function suggestPkgTargets(typed: string, knowledge: Knowledge): Suggestion[] {
  const range = wordsOf(typed).find(({ kind, text }) => kind === "range" && text !== "node")?.text;
  const ranges: readonly Suggestion[] =
    range === undefined ? suggestLines("pkg", knowledge) : [{ text: range }];
  return [
    ...ranges.flatMap(({ text, detail }) =>
      builtFor(text, knowledge).map((name) => ({ text: name, detail })),
    ),
    { text: "host", detail: "the platform, arch and Node.js of the machine that packs" },
  ];
}

/** The targets of a range as pkg spells them: those of its newest release whose files the index lists. */
function builtFor(range: string, knowledge: Knowledge): string[] {
  const newest = releaseOfRange(range, knowledge);
  if (newest === undefined) return [];
  const line = knowledge.index.byLine.get(lineOf(parseVersion(newest.version))) ?? [];
  const listed = newest.files.length > 0 ? newest : line.find(({ row }) => row.files.length > 0)?.row;
  const official = listed === undefined ? [] : targetsBuilt(listed);
  const unofficial = listTargets().filter((target) => isBuiltUnofficially(target, [newest], knowledge.index));
  return [...new Set([...official, ...unofficial].flatMap((target) => spellForPkg(target, range) ?? []))];
}

/** Markdown about a target of pkg's. */
export function describePkgTarget({ text }: Spot, knowledge: Knowledge): string | undefined {
  if (text === "host") return "The platform, arch and Node.js of the machine that packs.";
  try {
    const words = wordsOf(text);
    const range = words.find(({ kind }) => kind === "range")?.text;
    const release = range === undefined ? undefined : releaseOfRange(range, knowledge);
    const parts = [
      ...(release === undefined ? [] : [describeRelease(release, knowledge)]),
      ...targetsOfWords(words).map((target) => describeTarget(target, knowledge)),
    ];
    return parts.length === 0 ? undefined : parts.join("\n\n");
  } catch (error) {
    if (error instanceof TargetError) return undefined;
    throw error;
  }
}
