import type { Channel, NodeVersion } from "./node-version.js";
import type { ReleasePhase } from "./release-line.js";

/** The tools whose version words can be read, and this project's own (`nodewright`). */
export const specDialects = [
  "nodewright",
  "nvm",
  "fnm",
  "n",
  "volta",
  "setup-node",
  "nv",
  "pkg",
  "mise",
  "engines",
  "devEngines",
] as const;

/** See {@link specDialects}. */
export type SpecDialect = (typeof specDialects)[number];

/** What a version word asks for, independent of any index. */
export type SpecMeaning =
  /** Exactly this version. */
  | { readonly kind: "version"; readonly version: NodeVersion }
  /** The newest release whose version begins with these numbers. */
  | { readonly kind: "prefix"; readonly major: number; readonly minor?: number }
  | RangeMeaning
  /** The newest build of a channel, perhaps only of versions that begin with a text (`v24.`). */
  | { readonly kind: "newest"; readonly channel: Channel; readonly startingWith?: string }
  /** The newest release of an LTS line, counted back from the newest such line. */
  | { readonly kind: "lts"; readonly back: number }
  /** The newest LTS release of the line with this name; with `isPart`, of the newest line whose name has it in. */
  | { readonly kind: "codename"; readonly codename: string; readonly isPart?: true }
  | LinesMeaning;

/** The newest release in a semver range. */
export interface RangeMeaning {
  readonly kind: "range";
  readonly range: string;
  /** The channel whose builds are looked at; releases when absent. */
  readonly channel?: Channel;
  /** Whether every pre-release in the range counts, not only those of a version that the range spells out. */
  readonly includePrerelease?: true;
  /** The only versions that the tool has. */
  readonly among?: readonly string[];
  /** The tool answers with every release in the range, not only with the newest. */
  readonly isList?: true;
}

/** The newest release of each line that stands in one of these phases today. */
export interface LinesMeaning {
  readonly kind: "lines";
  readonly phases: readonly ReleasePhase[];
  /** Only lines whose long-term support has begun. */
  readonly isLts?: true;
  /** Only the newest of those lines. */
  readonly isNewestOnly?: true;
}
