import { GpgError } from "./errors.js";
import type { Digest, Shasums } from "./shasums.js";
import type { Verdict } from "./verdict.js";

declare const verified: unique symbol;

/** A digest out of a list whose signature was checked. Only a `valid` verdict has them. */
export type VerifiedDigest = Digest & { readonly [verified]: true };

/** The digests of a `valid` verdict by file name. */
export type VerifiedShasums = ReadonlyMap<string, VerifiedDigest>;

/**
 * The signed digest of one file.
 * @throws {GpgError} `ERR_GPG_NOT_VALID` for any other verdict than `valid`; `ERR_GPG_NOT_LISTED`.
 */
export function verifiedDigest(verdict: Verdict | VerifiedShasums, fileName: string): VerifiedDigest {
  const digest = verifiedShasums(verdict).get(fileName);
  if (digest !== undefined) return digest;
  throw new GpgError("ERR_GPG_NOT_LISTED", `${fileName} is not in the signed list`, {
    hint: "Check the file's spelling and the version of the list.",
  });
}

/** @throws {GpgError} `ERR_GPG_NOT_VALID`. */
export function verifiedShasums(verdict: Verdict | VerifiedShasums): VerifiedShasums {
  if ("get" in verdict) return verdict;
  if (verdict.verdict === "valid") return verdict.shasums;
  throw new GpgError("ERR_GPG_NOT_VALID", `No digest of this list can be used: ${verdict.reason}`, {
    hint: verdict.hint,
  });
}

/** Brands the digests of a text whose signature has just been proven; nothing else may call it. */
export function markVerified(shasums: Shasums): VerifiedShasums {
  return shasums as VerifiedShasums;
}
