import type { Knowledge } from "../knowledge.js";
import type { Finding, Spot, Suggestion, Topic } from "../spot.js";
import { checkImageTag, describeImageTag, suggestImageTags } from "./image-tag.js";
import { checkNpmWord, describeNpmWord, suggestNpmWords } from "./npm-word.js";
import { checkPkgTarget, describePkgTarget, suggestPkgTargets } from "./pkg-target.js";
import { checkTarget, describeTargetWord, suggestTargets } from "./target-word.js";
import { checkVersion, describeVersion, suggestVersions } from "./version.js";

/** What is wrong with a word. */
export function checkSpot(spot: Spot, knowledge: Knowledge): Finding[] {
  const { topic } = spot;
  switch (topic.kind) {
    case "pkg-target":
      return checkPkgTarget(spot, knowledge);
    case "version":
      return checkVersion(spot, topic.dialect, knowledge);
    case "npm-word":
      return checkNpmWord(spot, topic.field);
    case "target":
      return checkTarget(spot, topic.dialect);
    case "image-tag":
      return checkImageTag(spot, knowledge);
  }
}

/** What can stand in the place of a word, the likeliest first. */
export function suggestFor(topic: Topic, typed: string, knowledge: Knowledge): Suggestion[] {
  switch (topic.kind) {
    case "pkg-target":
      return suggestPkgTargets(typed, knowledge);
    case "version":
      return suggestVersions(topic.dialect, knowledge);
    case "npm-word":
      return suggestNpmWords(topic.field);
    case "target":
      return suggestTargets(topic.dialect);
    case "image-tag":
      return suggestImageTags(knowledge);
  }
}

/** Markdown about a word; undefined where there is nothing to say. */
export function describeSpot(spot: Spot, knowledge: Knowledge): string | undefined {
  const { topic, text } = spot;
  switch (topic.kind) {
    case "pkg-target":
      return describePkgTarget(spot, knowledge);
    case "version":
      return describeVersion(text, topic.dialect, knowledge);
    case "npm-word":
      return describeNpmWord(text, topic.field);
    case "target":
      return describeTargetWord(text, topic.dialect, knowledge);
    case "image-tag":
      return describeImageTag(text, knowledge);
  }
}
