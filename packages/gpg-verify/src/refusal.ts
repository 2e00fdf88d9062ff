import { GpgError, type GpgErrorCode } from "./errors.js";
import type { Refusal, RefusedVerdict, Rule } from "./verdict.js";

/** Why an input is refused. */
export type Ground = Pick<RefusedVerdict, "verdict" | "rule" | "reason" | "hint">;

const REFUSALS: ReadonlyMap<GpgErrorCode, { readonly verdict: Refusal; readonly rule: Rule }> = new Map([
  ["ERR_GPG_UNSIGNED", { verdict: "unsigned", rule: "input-form" }],
  ["ERR_GPG_MALFORMED", { verdict: "malformed", rule: "input-form" }],
  ["ERR_GPG_UNSUPPORTED", { verdict: "unsupported", rule: "signature-form" }],
  ["ERR_GPG_SHASUMS", { verdict: "malformed", rule: "list-form" }],
]);

/** What a stranger's bytes caused, as a ground; any other error goes on. */
export function refusalOf(error: unknown): Ground {
  const refusal = error instanceof GpgError ? REFUSALS.get(error.code) : undefined;
  if (!(error instanceof GpgError) || refusal === undefined) throw error;
  return {
    ...refusal,
    reason: /[.!?]$/.test(error.message) ? error.message : `${error.message}.`,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
}
