import type { Dialect } from "./dialects.generated.js";
import { readBun } from "./grammars/bun.js";
import { readDistFile } from "./grammars/dist-file.js";
import { readOci } from "./grammars/oci.js";
import { readPkgWords } from "./grammars/pkg-words.js";
import { readPrebuildify } from "./grammars/prebuildify.js";
import * as words from "./grammars/words.js";
import type { Target, TargetParts } from "./target.js";

/** What a grammar makes of a text that is not in its dialect's column. */
export interface GrammarReading {
  /** Spellings of the column that it stands for. */
  readonly texts?: readonly string[];
  /** What it states of a target, where none of `texts` is a spelling of the column. */
  readonly parts?: TargetParts;
  /** What it states beyond those spellings. */
  readonly add?: Pick<Target, "variant" | "cpuLevel">;
  readonly warnings?: readonly string[];
  /** What it means if nothing is spelled so. */
  readonly otherwise?: GrammarReading;
}

export type Grammar = (text: string) => GrammarReading | undefined;

/** Dialects in which a target is written in more ways than a column can list or `readReplaced` lead back to it. */
export const GRAMMARS: Readonly<Partial<Record<Dialect, Grammar>>> = {
  dist: readDistFile,
  node: words.readNode,
  npm: words.readNpm,
  pkg: readPkgWords,
  nodePreGyp: words.readNodePreGyp,
  prebuildify: readPrebuildify,
  bun: readBun,
  oci: readOci,
  go: words.readGo,
  gha: words.readGha,
};
