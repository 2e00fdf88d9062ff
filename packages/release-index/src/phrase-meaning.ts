import type { ReleasePhase } from "./release-line.js";
import type { LinesMeaning, RangeMeaning, SpecMeaning } from "./spec.js";

const PHASES: Readonly<Record<ReleasePhase, string>> = {
  pending: "not begun",
  alpha: "in alpha",
  current: "current",
  "active-lts": "in active long-term support",
  maintenance: "in maintenance",
  "end-of-life": "at end of life",
};

/** A meaning as the middle of a sentence for people: `the newest release of v22`. */
export function phraseMeaning(meaning: SpecMeaning): string {
  switch (meaning.kind) {
    case "version":
      return `exactly ${meaning.version.text}`;
    case "prefix":
      return `the newest release of v${meaning.major}${meaning.minor === undefined ? "" : `.${meaning.minor}`}`;
    case "range":
      return phraseRange(meaning);
    case "newest":
      return phraseNewest(meaning);
    case "lts":
      return meaning.back === 0
        ? "the newest release with long-term support"
        : `the newest release of the LTS line ${meaning.back} before the newest`;
    case "codename":
      return meaning.isPart
        ? `the newest release of an LTS line with "${meaning.codename}" in its name`
        : `the newest release of the LTS line ${meaning.codename}`;
    case "lines":
      return phraseLines(meaning);
  }
}

function phraseRange({ range, channel, among, isList }: RangeMeaning): string {
  const what = channel === undefined || channel === "release" ? "release" : `${channel} build`;
  const where = among ? `, of the ${among.length} that the tool has built` : "";
  return isList ? `every ${what} in the range ${range}` : `the newest ${what} in the range ${range}${where}`;
}

function phraseNewest({ channel, startingWith }: SpecMeaning & { readonly kind: "newest" }): string {
  const what = channel === "release" ? "release" : `${channel} build`;
  return startingWith === undefined
    ? `the newest ${what}`
    : `the newest ${what} of ${startingWith.replace(/[.-]$/, "")}`;
}

function phraseLines({ phases, isLts, isNewestOnly }: LinesMeaning): string {
  const which = `${phases.map((phase) => PHASES[phase]).join(" or ")}${isLts ? ", and has had long-term support" : ""}`;
  return isNewestOnly
    ? `the newest release of a line that is ${which}`
    : `the newest release of each line that is ${which}`;
}
