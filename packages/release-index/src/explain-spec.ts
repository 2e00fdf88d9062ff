import { ReleaseIndexError } from "./errors.js";
import type { Channel } from "./node-version.js";
import { phraseMeaning } from "./phrase-meaning.js";
import { readSpec } from "./read-spec.js";
import type { SpecDialect, SpecMeaning } from "./spec.js";

/** What a version word is in a dialect. Either `meaning` and `channel` are there, or `refusal` is. */
export interface SpecExplanation {
  readonly spec: string;
  readonly dialect: SpecDialect;
  /** One sentence for people. */
  readonly text: string;
  readonly meaning?: SpecMeaning;
  /** The channel whose index holds the answer; see `distDirectory`. */
  readonly channel?: Channel;
  /** Why the dialect cannot read it. */
  readonly refusal?: ReleaseIndexError;
}

/** Says what a version word means in a dialect, without an index. A word that it refuses is no error here. */
export function explainSpec(spec: string, dialect: SpecDialect = "nodewright"): SpecExplanation {
  try {
    const meaning = readSpec(spec, dialect);
    const text = `"${spec}" in ${dialect} means ${phraseMeaning(meaning)}.`;
    return { spec, dialect, text, meaning, channel: channelOf(meaning) };
  } catch (error) {
    if (!(error instanceof ReleaseIndexError)) throw error;
    const hint = error.hint === undefined ? "" : ` ${error.hint}`;
    return { spec, dialect, text: `${error.message}.${hint}`, refusal: error };
  }
}

function channelOf(meaning: SpecMeaning): Channel {
  if (meaning.kind === "version") return meaning.version.channel;
  if (meaning.kind === "newest") return meaning.channel;
  return meaning.kind === "range" ? (meaning.channel ?? "release") : "release";
}
