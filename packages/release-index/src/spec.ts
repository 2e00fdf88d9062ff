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
  /** The newest release in a semver range. */
  | { readonly kind: "range"; readonly range: string }
  /** The newest build of a channel, perhaps only of versions that begin with these numbers. */
  | { readonly kind: "newest"; readonly channel: Channel; readonly major?: number; readonly minor?: number }
  /** The newest release of an LTS line, counted back from the newest such line. */
  | { readonly kind: "lts"; readonly back: number }
  /** The newest LTS release of the line with this name. */
  | { readonly kind: "codename"; readonly codename: string }
  /** The newest release of each line that is in one of these phases today. */
  | { readonly kind: "phases"; readonly phases: readonly ReleasePhase[] };
