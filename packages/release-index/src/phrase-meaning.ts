import type { ReleasePhase } from "./release-line.js";
import type { SpecMeaning } from "./spec.js";

const PHASE_WORDS: Readonly<Record<ReleasePhase, string>> = {
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
      return `the newest release of ${numbersOf(meaning)}`;
    case "range":
      return `the newest release in the range ${meaning.range}`;
    case "newest":
      return phraseNewest(meaning);
    case "lts":
      return meaning.back === 0
        ? "the newest release with long-term support"
        : `the newest release of the LTS line ${meaning.back} before the newest`;
    case "codename":
      return `the newest release of the LTS line ${meaning.codename}`;
    case "phases":
      return `the newest release of each line that is ${meaning.phases.map((phase) => PHASE_WORDS[phase]).join(" or ")}`;
  }
}

function phraseNewest(meaning: SpecMeaning & { readonly kind: "newest" }): string {
  const what = meaning.channel === "release" ? "release" : `${meaning.channel} build`;
  const { major } = meaning;
  return major === undefined
    ? `the newest ${what}`
    : `the newest ${what} of ${numbersOf({ ...meaning, major })}`;
}

function numbersOf({ major, minor }: { readonly major: number; readonly minor?: number }): string {
  return minor === undefined ? `v${major}` : `v${major}.${minor}`;
}
