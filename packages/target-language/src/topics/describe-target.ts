import { resolveAbi } from "@nodewright/abi-resolver";
import { lineOf, parseVersion, type ReleaseRow } from "@nodewright/release-index";
import { dialects, formatTarget, type Target } from "@nodewright/target-triple";
import type { Knowledge } from "../knowledge.js";
import { knownPublishers } from "../publishers.js";
import { describeLine, nameOfLine } from "../release-facts.js";

/** Markdown about a target: who publishes it, and how it is spelled in every dialect. */
export function describeTarget(target: Target, knowledge: Knowledge): string {
  const publishers = knownPublishers(target, knowledge.index);
  const published = publishers.map(({ name, detail }) => `${name} (${detail})`).join(", ");
  return [
    `**\`${formatTarget(target)}\`**`,
    published === "" ? "No known index has a Node.js for it." : `Published by ${published}.`,
    spellingTable(target),
  ].join("\n\n");
}

/** One row a spelling, for most are shared by many dialects. */
function spellingTable(target: Target): string {
  const bySpelling = new Map<string, string[]>();
  for (const { name } of dialects) {
    const text = formatTarget(target, name);
    if (text === null || name === "canonical") continue;
    bySpelling.set(text, [...(bySpelling.get(text) ?? []), name]);
  }
  const rows = [...bySpelling].map(([text, names]) => `| \`${text}\` | ${names.join(", ")} |`);
  return ["| spelling | in |", "| --- | --- |", ...rows].join("\n");
}

/** Markdown about a release: its line, ABI and Node-API level. */
export function describeRelease(row: ReleaseRow, knowledge: Knowledge): string {
  const line = lineOf(parseVersion(row.version));
  const { abi, napi } = resolveAbi({ version: row.version });
  const facts = [`newest match ${row.version} (${row.date})`, describeLine(line, knowledge)].filter(Boolean);
  const numbers = [
    ...(abi === null ? [] : [`ABI ${abi}`]),
    ...(napi === null ? [] : [`Node-API ${napi}`]),
    ...(row.v8 ? [`V8 ${row.v8}`] : []),
    ...(row.npm ? [`npm ${row.npm}`] : []),
  ];
  return [`**${nameOfLine(line, knowledge)}**: ${facts.join("; ")}`, numbers.join(" · ")]
    .filter(Boolean)
    .join("\n\n");
}
