import {
  type Dialect,
  dialects,
  formatTarget,
  listTargets,
  nearestWord,
  type ParsedTarget,
  parseTarget,
  TargetError,
} from "@nodewright/target-triple";
import type { Knowledge } from "../knowledge.js";
import type { Finding, Spot, Suggestion } from "../spot.js";
import { severities } from "../types.js";
import { describeTarget } from "./describe-target.js";
import { readingsOf } from "./foreign-words.js";

/** What is wrong with a target in a dialect. */
export function checkTarget({ text, start, end, before = [] }: Spot, dialect: Dialect): Finding[] {
  if (text === "" || text.includes("$")) return [];
  if (before.includes(text)) {
    const message = `${JSON.stringify(text)} is in the list already`;
    return [{ start, end, code: "duplicate-target", severity: severities.warning, message }];
  }
  // A platform of containers may be an arch alone, or an operating system.
  const isPart = dialect === "oci" && /^(?!.*[-/])/.test(text) && readingsOf(text).length > 0;
  if (readIn(text, dialect) !== undefined || isPart) return [];
  // `linux-amd64` is nobody's whole target; with a slash it is one of Go's.
  const foreign = foreignSpelling(text, dialect) ?? foreignSpelling(text.replace("-", "/"), dialect);
  // For node-build, a platform may be a distribution: `ubuntu-x64`.
  const isOpen = dialect === "nodeBuild" && /^[a-z]+-/.test(text);
  const nearest = isOpen ? undefined : nearestWord(text, spellingsOf(dialect));
  if (foreign === undefined && isOpen) return [];
  const fixed = foreign?.text ?? nearest;
  const source = dialects.find(({ name }) => name === dialect)?.source ?? dialect;
  const told = foreign && `as ${foreign.dialect} reads it, it is ${foreign.text}`;
  const asked = nearest && `did you mean ${nearest}?`;
  const message = [`${source} has no target ${JSON.stringify(text)}`, told ?? asked]
    .filter(Boolean)
    .join("; ");
  const fixes = fixed === undefined ? [] : [{ title: `Write ${fixed}`, text: fixed, start, end }];
  const code = foreign === undefined ? "unknown-word" : "foreign-spelling";
  return [{ start, end, code, severity: severities.error, message, fixes }];
}

function readIn(text: string, dialect: Dialect): ParsedTarget | undefined {
  try {
    return parseTarget(text, dialect);
  } catch (error) {
    if (error instanceof TargetError) return undefined;
    throw error;
  }
}

function foreignSpelling(text: string, dialect: Dialect): { text: string; dialect: Dialect } | undefined {
  for (const reading of readingsOf(text)) {
    const spelled = reading.candidates
      .map((target) => formatTarget(target, dialect))
      .find((one) => one !== null);
    if (spelled) return { text: spelled, dialect: reading.dialect };
  }
  return undefined;
}

function spellingsOf(dialect: Dialect): string[] {
  return [...new Set(listTargets().flatMap((target) => formatTarget(target, dialect) ?? []))];
}

export function suggestTargets(dialect: Dialect): Suggestion[] {
  return spellingsOf(dialect).map((text) => {
    const targets = readIn(text, dialect)?.candidates ?? [];
    return { text, detail: targets.map((target) => formatTarget(target)).join(", ") };
  });
}

/** Markdown about a target, or about the few that it may mean. */
export function describeTargetWord(text: string, dialect: Dialect, knowledge: Knowledge): string | undefined {
  const targets = readIn(text, dialect)?.candidates ?? [];
  if (targets.length === 0) return undefined;
  if (targets.length === 1) return targets.map((target) => describeTarget(target, knowledge)).join("");
  return `May mean ${targets.map((target) => `\`${formatTarget(target)}\``).join(", ")}.`;
}
