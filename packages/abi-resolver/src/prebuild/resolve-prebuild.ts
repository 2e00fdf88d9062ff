import type { AbiTable } from "../abi-table.js";
import { bundledTable } from "../resolve-abi.js";
import { cautionsOf } from "./cautions.js";
import { checkCandidate, type Rejection } from "./check-candidate.js";
import { parsePrebuildName } from "./parse-prebuild-name.js";
import { compareCandidates } from "./rank-candidates.js";
import { resolveRuntime } from "./resolved-runtime.js";
import type { PrebuildCandidate, PrebuildHost, PrebuildRuntime } from "./types.js";

export interface PrebuildQuery<Candidate extends PrebuildCandidate | string> {
  readonly host: PrebuildHost;
  readonly runtime: PrebuildRuntime;
  /** A text is read by `parsePrebuildName`. */
  readonly candidates: Iterable<Candidate>;
  /** Where ABIs and levels are looked up: the bundled table when absent. */
  readonly table?: AbiTable | undefined;
}

export interface RankedPrebuild<Candidate> {
  readonly candidate: Candidate;
  /** What it leaves unsaid; empty for a certain fit. */
  readonly cautions: readonly string[];
}

export interface RejectedPrebuild<Candidate> extends Rejection {
  readonly candidate: Candidate;
}

export interface PrebuildChoice<Candidate> {
  /** The first of `ranked`; undefined when none fits. */
  readonly chosen: Candidate | undefined;
  /** Those that fit, the most specific first. */
  readonly ranked: readonly RankedPrebuild<Candidate>[];
  /** The others, in the order given. */
  readonly rejected: readonly RejectedPrebuild<Candidate>[];
}

const NO_NAME: Rejection = { code: "name", reason: "Its name is of no grammar that is known here." };

/**
 * Chooses among built addons the one to load: by os, architecture, libc and glibc floor, ARM version, CPU level, and
 * by ABI or Node-API level. A candidate that leaves something open fits where nothing speaks against it, behind those
 * that say it. The candidates' own words are trusted; read the file's header before loading what was downloaded.
 * Throws ERR_ABI_INVALID_VERSION and ERR_ABI_UNKNOWN_RUNTIME for the runtime, nothing for candidates.
 */
export function resolvePrebuild<Candidate extends PrebuildCandidate | string>(
  query: PrebuildQuery<Candidate>,
): PrebuildChoice<Candidate> {
  const { host } = query;
  const runtime = resolveRuntime(query.runtime, query.table ?? bundledTable());
  const fitting: { readonly candidate: Candidate; readonly said: PrebuildCandidate }[] = [];
  const rejected: RejectedPrebuild<Candidate>[] = [];
  for (const candidate of query.candidates) {
    const said = readCandidate(candidate);
    const rejection = said === undefined ? NO_NAME : checkCandidate(said, host, runtime);
    if (said === undefined || rejection !== undefined)
      rejected.push({ candidate, ...(rejection ?? NO_NAME) });
    else fitting.push({ candidate, said });
  }
  const compare = compareCandidates(runtime);
  fitting.sort((a, b) => compare(a.said, b.said));
  return {
    chosen: fitting[0]?.candidate,
    ranked: fitting.map(({ candidate, said }) => ({ candidate, cautions: cautionsOf(said, host) })),
    rejected,
  };
}

function readCandidate(candidate: PrebuildCandidate | string): PrebuildCandidate | undefined {
  return typeof candidate === "string" ? parsePrebuildName(candidate) : candidate;
}
