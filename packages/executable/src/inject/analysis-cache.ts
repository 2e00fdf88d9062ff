import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ANALYSIS_SCHEMA, analyse, type BaseAnalysis, parseAnalysis, staleAnalysis } from "./analysis.js";

export interface CachedAnalysisOptions {
  /** Where records are kept; it is made when it is not there. */
  readonly folder: string;
  /** The sha256 of the base in hex, as whoever fetched and checked it knows it. */
  readonly sha256: string;
}

/**
 * The analysis of a base whose digest is known, from its record where there is one. A record that is missing, cut or
 * of another version is made anew.
 *
 * Throws what `analyse` throws, and ERR_EXECUTABLE_STALE_ANALYSIS when the base does not have that digest.
 */
export async function analyseCached(
  base: string,
  { folder, sha256 }: CachedAnalysisOptions,
): Promise<BaseAnalysis> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw staleAnalysis(`${JSON.stringify(sha256)} is no sha256 in hex`);
  const path = join(folder, `${sha256}.${ANALYSIS_SCHEMA}.json`);
  const kept = await readRecord(path);
  if (kept?.sha256 === sha256) return kept;
  const analysis = await analyse(base);
  if (analysis.sha256 !== sha256) throw staleAnalysis(`${base} has the digest ${analysis.sha256}`);
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify(analysis));
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  return analysis;
}

async function readRecord(path: string): Promise<BaseAnalysis | undefined> {
  try {
    return parseAnalysis(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}
