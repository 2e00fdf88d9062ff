import { checkBinding } from "./check-binding.js";
import { checkTarget } from "./check-target.js";
import type { ResolvedRuntime } from "./resolved-runtime.js";
import type { PrebuildCandidate, PrebuildHost } from "./types.js";

/** What speaks against a candidate. */
export type RejectionCode =
  | "name"
  | "os"
  | "arch"
  | "endian"
  | "arm-version"
  | "libc"
  | "glibc"
  | "cpu-level"
  | "variant"
  | "runtime"
  | "abi"
  | "node-api"
  | "uv";

export interface Rejection {
  readonly code: RejectionCode;
  /** One sentence, for people. */
  readonly reason: string;
}

/** The first thing that speaks against the candidate: of the machine first, then of the runtime. */
export function checkCandidate(
  candidate: PrebuildCandidate,
  host: PrebuildHost,
  runtime: ResolvedRuntime,
): Rejection | undefined {
  return checkTarget(candidate, host) ?? checkBinding(candidate, host, runtime);
}
