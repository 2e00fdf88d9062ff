import { readVersionOrPrefix, refuse } from "../read-words.js";
import type { ReleasePhase } from "../release-line.js";
import type { LinesMeaning, SpecMeaning } from "../spec.js";
import { isRange } from "../version-range.js";

const SUPPORTED: readonly ReleasePhase[] = ["current", "active-lts", "maintenance"];

const ALIASES: Readonly<Record<string, LinesMeaning>> = {
  supported: { kind: "lines", phases: SUPPORTED },
  maintained: { kind: "lines", phases: SUPPORTED },
  active: { kind: "lines", phases: ["current", "active-lts"] },
  lts: { kind: "lines", phases: SUPPORTED, isLts: true },
  lts_active: { kind: "lines", phases: ["active-lts"] },
  lts_latest: { kind: "lines", phases: SUPPORTED, isLts: true, isNewestOnly: true },
  "lts/*": { kind: "lines", phases: SUPPORTED, isLts: true, isNewestOnly: true },
  current: { kind: "lines", phases: SUPPORTED, isNewestOnly: true },
  node: { kind: "lines", phases: SUPPORTED, isNewestOnly: true },
};

/** What `nv <spec>` lists; nothing is `lts_active`. */
export function readNv(spec: string): SpecMeaning {
  const word = spec === "" ? "lts_active" : spec.toLowerCase();
  const alias = Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined;
  if (alias) return alias;
  if (word === "all") return { kind: "range", range: "*", isList: true };
  const exact = readVersionOrPrefix(word);
  // `v22` is a line's name, `v0` the one name of all lines before v1; `22` and `v0.12` are ranges, and a range is
  // answered with all that is in it.
  if (exact?.kind === "version" || (exact?.kind === "prefix" && /^v\d+$/.test(word))) return exact;
  if (isRange(spec)) return { kind: "range", range: spec, isList: true };
  if (/^[a-z]+$/.test(word) && word !== "latest") return { kind: "codename", codename: word };
  throw refuse(
    "nv",
    spec,
    "it is neither an alias nor a range",
    "Use lts_active, supported, current, v22, a codename or a range.",
  );
}
