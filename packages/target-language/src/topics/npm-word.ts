import {
  formatTarget,
  listTargets,
  matchesNpmFilter,
  nearestWord,
  npmFilter,
} from "@nodewright/target-triple";
import type { Finding, Spot, Suggestion } from "../spot.js";
import { severities } from "../types.js";
import { targetsOfArch, targetsOfPlatform } from "./foreign-words.js";

export type NpmField = "os" | "cpu" | "libc";

/** The words that npm compares: those of `process.platform`, `process.arch`, and its two for libc. */
export function npmWords(field: NpmField): string[] {
  const words = listTargets().flatMap((target) => npmFilter(target)?.[field] ?? []);
  return [...new Set(words)].sort();
}

/** What is wrong with a word of `os`, `cpu` or `libc`. */
export function checkNpmWord(spot: Spot, field: NpmField): Finding[] {
  const { text, start, end, before = [] } = spot;
  const word = text.replace(/^!/, "");
  const words = npmWords(field);
  if (before.includes(text)) {
    const message = `${JSON.stringify(text)} is in the list already`;
    return [{ start, end, code: "duplicate-target", severity: severities.warning, message }];
  }
  if (words.includes(word) || (text === "any" && before.length === 0)) return [];
  const place = { start: end - word.length, end };
  const meant = foreignNpmWord(word, field);
  const nearest = meant ?? nearestWord(word, words);
  const message = `No Node.js has ${JSON.stringify(word)} as its ${field}: npm would never install the package${nearest === undefined ? `. It can be ${words.join(", ")}` : `; ${meant === undefined ? "did you mean" : "it says"} ${nearest}${meant === undefined ? "?" : ""}`}`;
  const fixes = nearest === undefined ? [] : [{ title: `Write ${nearest}`, text: nearest, ...place }];
  const code = meant === undefined ? "unknown-word" : "foreign-spelling";
  return [{ ...place, code, severity: severities.error, message, fixes }];
}

/** npm's word for what another dialect calls an operating system, an arch or a libc. */
function foreignNpmWord(word: string, field: NpmField): string | undefined {
  if (field === "libc" && word === "gnu") return "glibc";
  const targets = field === "cpu" ? targetsOfArch(word) : targetsOfPlatform(word);
  const words = new Set(targets.flatMap((target) => npmFilter(target)?.[field] ?? []));
  return words.size === 1 ? [...words][0] : undefined;
}

export function suggestNpmWords(field: NpmField): Suggestion[] {
  return npmWords(field).map((text) => ({ text }));
}

/** Markdown: where npm installs a package with the word. */
export function describeNpmWord(text: string, field: NpmField): string | undefined {
  const targets = listTargets().filter((target) => matchesNpmFilter({ [field]: [text] }, target));
  if (targets.length === 0) return undefined;
  const names = targets.map((target) => `\`${formatTarget(target)}\``);
  return `npm installs the package on ${names.join(", ")}.`;
}
