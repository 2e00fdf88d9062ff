import { type IndexEntry, releasePhase } from "@nodewright/release-index";
import type { Knowledge } from "./knowledge.js";

const PHASES = {
  pending: "not released yet",
  alpha: "alpha",
  current: "current",
  "active-lts": "active LTS",
  maintenance: "maintenance",
  "end-of-life": "end of life",
} as const;

/** `Node.js 22 (Jod)`. */
export function nameOfLine(line: string, { schedule }: Knowledge): string {
  const codename = schedule[line]?.codename;
  return `Node.js ${line.slice(1)}${codename === undefined ? "" : ` (${codename})`}`;
}

/** `maintenance, end of life on 2027-04-30`; empty for a line that no schedule has. */
export function describeLine(line: string, { schedule, now }: Knowledge): string {
  const phase = releasePhase(line, now, schedule);
  const end = schedule[line]?.end;
  if (phase === undefined) return "";
  if (end === undefined) return PHASES[phase];
  return phase === "end-of-life" ? `end of life since ${end}` : `${PHASES[phase]}, end of life on ${end}`;
}

/** The day on which a line reached its end of life; undefined for one that has not, or whose days are unknown. */
export function endOfLife(line: string, { schedule, now }: Knowledge): string | undefined {
  return releasePhase(line, now, schedule) === "end-of-life" ? schedule[line]?.end : undefined;
}

/** Lines that get fixes and have releases, those with long-term support first, the newest of each first. */
export function supportedLines({ index, schedule, now }: Knowledge): string[] {
  const phaseOf = (line: string) => releasePhase(line, now, schedule);
  const lines = [...index.byLine.keys()];
  const supported = (phases: readonly string[]) =>
    lines.filter((line) => phases.includes(phaseOf(line) ?? ""));
  return [...supported(["active-lts", "maintenance"]), ...supported(["current"])];
}

/** The newest release of a line. */
export function newestOf(line: string, { index }: Knowledge): IndexEntry | undefined {
  return index.byLine.get(line)?.[0];
}
