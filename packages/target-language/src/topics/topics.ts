import type { Knowledge } from "../knowledge.js";
import type { Finding, Spot, Suggestion, Topic } from "../spot.js";
import { checkPkgTarget, describePkgTarget, suggestPkgTargets } from "./pkg-target.js";

/** What is wrong with a word. */
export function checkSpot(spot: Spot, knowledge: Knowledge): Finding[] {
  switch (spot.topic.kind) {
    case "pkg-target":
      return checkPkgTarget(spot, knowledge);
    default:
      return [];
  }
}

/** What can stand in the place of a word, the likeliest first. */
export function suggestFor(topic: Topic, typed: string, knowledge: Knowledge): Suggestion[] {
  switch (topic.kind) {
    case "pkg-target":
      return suggestPkgTargets(typed, knowledge);
    default:
      return [];
  }
}

/** Markdown about a word; undefined where there is nothing to say. */
export function describeSpot(spot: Spot, knowledge: Knowledge): string | undefined {
  switch (spot.topic.kind) {
    case "pkg-target":
      return describePkgTarget(spot, knowledge);
    default:
      return undefined;
  }
}
