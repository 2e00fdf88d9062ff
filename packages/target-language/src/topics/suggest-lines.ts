import type { SpecDialect } from "@nodewright/release-index";
import type { Knowledge } from "../knowledge.js";
import { describeLine, nameOfLine, newestOf, supportedLines } from "../release-facts.js";
import type { Suggestion } from "../spot.js";

type Words = (line: {
  readonly major: string;
  readonly version: string;
  readonly codename: string;
}) => string[];

/** How a tool's users write a line, and one release of it. */
const WORDS: Readonly<Record<SpecDialect, Words>> = {
  nodewright: ({ major, version }) => [major, version],
  nvm: ({ major, version, codename }) => [major, ...(codename ? [`lts/${codename}`] : []), `v${version}`],
  fnm: ({ major, version, codename }) => [major, ...(codename ? [`lts/${codename}`] : []), `v${version}`],
  n: ({ major, version }) => [major, version],
  volta: ({ version }) => [version],
  "setup-node": ({ major, version }) => [major, `${major}.x`, version],
  nv: ({ major }) => [`v${major}`],
  pkg: ({ major }) => [`node${major}`],
  mise: ({ major, version }) => [major, version],
  engines: ({ major }) => [`>=${major}`, `^${major}`, `${major}.x`],
  devEngines: ({ major, version }) => [`>=${major}`, `^${version}`],
};

const ALIASES: Readonly<Partial<Record<SpecDialect, readonly Suggestion[]>>> = {
  nodewright: [{ text: "lts", detail: "the newest release with long-term support" }],
  nvm: [
    { text: "lts/*", detail: "the newest release with long-term support" },
    { text: "node", detail: "the newest release" },
  ],
  fnm: [{ text: "lts/*", detail: "the newest release with long-term support" }],
  n: [{ text: "lts", detail: "the newest release with long-term support" }],
  volta: [],
  "setup-node": [
    { text: "lts/*", detail: "the newest release with long-term support" },
    { text: "latest", detail: "the newest release" },
  ],
  pkg: [{ text: "latest", detail: "the newest release" }],
  mise: [{ text: "lts", detail: "the newest release with long-term support" }],
};

/** Lines as a tool's users write them; the supported ones when none are given, with long-term support first. */
export function suggestLines(
  dialect: SpecDialect,
  knowledge: Knowledge,
  lines: readonly string[] = supportedLines(knowledge),
): Suggestion[] {
  const ofLines = lines.flatMap((line) => {
    const version = newestOf(line, knowledge)?.row.version.slice(1);
    if (version === undefined) return [];
    const codename = knowledge.schedule[line]?.codename?.toLowerCase() ?? "";
    const detail = `${nameOfLine(line, knowledge)}: ${describeLine(line, knowledge)}`;
    return WORDS[dialect]({ major: line.slice(1), version, codename }).map((text) => ({ text, detail }));
  });
  return [...ofLines, ...(ALIASES[dialect] ?? [])];
}
