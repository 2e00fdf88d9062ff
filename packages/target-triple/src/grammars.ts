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

/** Dialects in which a target can be written in more ways than their column lists. */
export const GRAMMARS: Readonly<Partial<Record<Dialect, Grammar>>> = {
  dist: readDistFile,
  node: words.readNode,
  npm: words.readNpm,
  npmPackage: words.readNpmPackage,
  pkg: readPkgWords,
  nodePreGyp: words.readNodePreGyp,
  prebuildify: readPrebuildify,
  gnu: words.readGnu,
  zig: words.readZig,
  bun: readBun,
  oci: readOci,
  dockerHub: words.readDockerHub,
  go: words.readGo,
  wheel: words.readWheel,
  electron: words.readElectron,
  nwjs: words.readNwjs,
  gha: words.readGha,
  uname: words.readUname,
};
