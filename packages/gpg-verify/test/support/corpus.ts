import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root =
  process.env.NODEWRIGHT_CORPUS ?? fileURLToPath(new URL("../../../../../shared", import.meta.url));

/** Why tests over the real files are skipped, or undefined. Where a corpus is promised, it must be there. */
export const corpusMissing: string | undefined =
  existsSync(`${root}/data/shasums`) ||
  (process.env.CI === "true" && process.env.NODEWRIGHT_CORPUS !== undefined)
    ? undefined
    : `no corpus at ${root}; set NODEWRIGHT_CORPUS`;

export function corpusPath(path: string): string {
  return `${root}/data/${path}`;
}

export function readCorpus(path: string): Buffer {
  return readFileSync(corpusPath(path));
}

export function listCorpus(path: string): readonly string[] {
  return corpusMissing === undefined ? readdirSync(corpusPath(path)) : [];
}
