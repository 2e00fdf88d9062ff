import { explainSpec, ReleaseIndexError, type SpecDialect, specDialects } from "@nodewright/release-index";
import { nearestWord } from "@nodewright/target-triple";
import type { Knowledge } from "../knowledge.js";
import { newestOf } from "../release-facts.js";
import type { Finding, Spot, Suggestion } from "../spot.js";
import { severities } from "../types.js";
import { checkRefusal, checkRelease, findRelease, releaseFor, type VersionPlace } from "./check-releases.js";
import { describeRelease } from "./describe-target.js";
import { suggestLines } from "./suggest-lines.js";

/** Words that a tool takes and that name no release: what is outside of it, a source, a path. */
const NO_RELEASES: Readonly<Partial<Record<SpecDialect, RegExp>>> = {
  nvm: /^(?:system|default|current)$/,
  mise: /^(?:system$|(?:ref|tag|branch|rev|path|sub-[^:]*):)/,
};

/** What is wrong with a version word of a dialect. */
export function checkVersion(spot: Spot, dialect: SpecDialect, knowledge: Knowledge): Finding[] {
  const { text, start, end, before = [] } = spot;
  // A word that is still to come, and one that a program fills in.
  if (text === "" || text.includes("$") || NO_RELEASES[dialect]?.test(text)) return [];
  if (spot.isPlainYaml && /^\d+\.\d*0$/.test(text)) return [unquoted(spot)];
  if (dialect === "nvm" && before.length > 0) return [secondVersion(spot)];
  const place: VersionPlace = {
    start,
    end,
    text,
    rewrite: (line) => {
      const other = rewrite(text, line, knowledge);
      return other !== undefined && releaseFor({ spec: other, dialect }, knowledge) ? other : undefined;
    },
  };
  try {
    return checkRelease(findRelease({ spec: text, dialect }, knowledge), place, knowledge);
  } catch (error) {
    if (!(error instanceof ReleaseIndexError)) throw error;
    const reader = { dialect, knowledge };
    const foreign = checkForeign(error, place, reader);
    return (
      foreign ?? checkRefusal(error, place, reader).map((finding) => withNearest(finding, place, reader))
    );
  }
}

function secondVersion({ start, end, before = [] }: Spot): Finding {
  const message = `nvm takes one version from a file, and ${before[0]} stands here already`;
  return { start, end, code: "invalid-version", severity: severities.error, message };
}

function unquoted({ text, start, end }: Spot): Finding {
  const message = `YAML reads ${text} as the number ${Number(text)}, and so does the action: quote it`;
  const fixes = [{ title: `Write "${text}"`, text: `"${text}"`, start, end }];
  return { start, end, code: "unquoted-version", severity: severities.error, message, fixes };
}

interface Reader {
  readonly dialect: SpecDialect;
  readonly knowledge: Knowledge;
}

/** For a word that another tool would take: what this one has for it. Undefined for a word that none takes. */
function checkForeign(
  error: ReleaseIndexError,
  { start, end, text }: VersionPlace,
  { dialect, knowledge }: Reader,
): Finding[] | undefined {
  if (error.code !== "ERR_RELEASE_SPEC") return undefined;
  const other = specDialects.find((one) => explainSpec(text, one).meaning !== undefined && one !== "pkg");
  if (other === undefined) return undefined;
  const equal = sameIn(dialect, { text, other, knowledge });
  if (equal === undefined) return undefined;
  const message = [`${error.message}; it is how ${other} spells it`, error.hint].filter(Boolean).join(". ");
  const fixes = [{ title: `Write ${equal}`, text: equal, start, end }];
  return [{ start, end, code: "foreign-spelling", severity: severities.error, message, fixes }];
}

/** What a word was most likely to become; versions are no words. */
function withNearest(
  finding: Finding,
  { start, end, text }: VersionPlace,
  { dialect, knowledge }: Reader,
): Finding {
  const lines = [...knowledge.index.byLine.keys()];
  const words = suggestLines(dialect, knowledge, lines).map((suggestion) => suggestion.text);
  const nearest = /^[a-z]/i.test(text)
    ? nearestWord(
        text,
        words.filter((word) => /^[a-z]/.test(word)),
      )
    : undefined;
  if (nearest === undefined || nearest === text) return finding;
  const fixes = [{ title: `Change ${text} to ${nearest}`, text: nearest, start, end }];
  return { ...finding, message: `${finding.message} Did you mean ${nearest}?`, fixes };
}

interface Foreign {
  readonly text: string;
  readonly other: SpecDialect;
  readonly knowledge: Knowledge;
}

/** The word of a dialect that means what another's does, or the release that the other finds. */
function sameIn(dialect: SpecDialect, { text, other, knowledge }: Foreign): string | undefined {
  const meaning = meaningOf(text, other);
  const release = releaseFor({ spec: text, dialect: other }, knowledge);
  const line = release?.version.split(".")[0];
  const words = suggestLines(dialect, knowledge, line === undefined ? [] : [line]);
  const same = words.find((word) => meaningOf(word.text, dialect) === meaning);
  if (same !== undefined || release === undefined) return same?.text;
  return words.find((word) => releaseFor({ spec: word.text, dialect }, knowledge) === release)?.text;
}

/** To compare what two dialects mean; case, and that nvm takes a part of a codename, make no difference. */
function meaningOf(text: string, dialect: SpecDialect): string {
  return JSON.stringify({ ...explainSpec(text, dialect).meaning, isPart: undefined }).toLowerCase();
}

/** A version of another line, written as the one that stands there: `18` as `24`, `v18.1.0` as `v24.11.0`. */
function rewrite(text: string, line: string, knowledge: Knowledge): string | undefined {
  const major = line.slice(1);
  const version = newestOf(line, knowledge)?.row.version.slice(1);
  const codename = knowledge.schedule[line]?.codename?.toLowerCase();
  const [, prefix, rest] = /^((?:node@|[v^~=]|>=)?)\d+(\.x|\.\d+|\.\d+\.\d+)?$/.exec(text) ?? [];
  if (prefix !== undefined) {
    if (rest === undefined || rest === ".x") return `${prefix}${major}${rest ?? ""}`;
    return version && `${prefix}${rest.split(".").length === 3 ? version : version.replace(/\.\d+$/, "")}`;
  }
  return codename && /^lts[/-][a-z]+$/i.test(text) ? `${text.slice(0, 4)}${codename}` : undefined;
}

/** The words of a dialect for the lines that are supported. */
export function suggestVersions(dialect: SpecDialect, knowledge: Knowledge): Suggestion[] {
  return suggestLines(dialect, knowledge);
}

/** Markdown about a version word: what it means, and the release that it finds. */
export function describeVersion(
  text: string,
  dialect: SpecDialect,
  knowledge: Knowledge,
): string | undefined {
  if (text === "") return undefined;
  const release = releaseFor({ spec: text, dialect }, knowledge);
  const explanation = explainSpec(text, dialect);
  if (explanation.refusal !== undefined) return explanation.text;
  return [explanation.text, ...(release === undefined ? [] : [describeRelease(release, knowledge)])].join(
    "\n\n",
  );
}
