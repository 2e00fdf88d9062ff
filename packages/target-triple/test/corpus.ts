import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = process.env.NODEWRIGHT_CORPUS ?? fileURLToPath(new URL("../../../../shared", import.meta.url));
const FILE = `${ROOT}/data/dialects.json`;

/** CI that names a corpus must find it. */
export const hasCorpus: boolean =
  existsSync(FILE) || (process.env.CI === "true" && process.env.NODEWRIGHT_CORPUS !== undefined);

export type Cell = string | readonly string[] | Readonly<Record<string, string | readonly string[] | null>>;

export interface CorpusTarget {
  readonly id: string;
  readonly os: string;
  readonly arch: string | null;
  readonly libc: string | null;
  readonly armVersion: string | null;
  readonly variant: string | null;
  readonly endian: string;
  readonly dialects: Readonly<Record<string, Cell | null>>;
}

export interface Corpus {
  readonly targets: readonly CorpusTarget[];
  readonly sources: Readonly<Record<string, { readonly values?: unknown }>>;
  readonly ambiguous: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly coverage: Readonly<Record<string, number>>;
}

export function readCorpus(): Corpus {
  const corpus: Corpus = JSON.parse(readFileSync(FILE, "utf8"));
  return corpus;
}
