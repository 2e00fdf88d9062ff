import type { HashName } from "./hash-name.js";
import type { VerifiedShasums } from "./verified-digest.js";

/**
 * How much age is forgiven. None of them accepts an unknown signer, a false signature, MD5, a key that
 * was compromised, or a list for another version.
 * - `strict`: only keys in active use, SHA-2, no DSA, not expired when they signed.
 * - `release`: every pinned key for what it signed before it was retired; a key that had expired when it
 *   signed is a fact; SHA-1 and DSA only for signatures made before October 2016.
 * - `historic`: `release`, and SHA-1 and DSA at any date, signatures after retirement, and what a key
 *   signed before its owner replaced or retired it by revocation.
 */
export type Policy = "strict" | "release" | "historic";

/** What the key is at some time; the first that holds of revoked, expired, retired, active. */
export type KeyStatus = "active" | "retired" | "expired" | "revoked";

/** The rule that decided. */
export type Rule =
  /** valid: an active key, modern algorithms. */
  | "trusted-key"
  /** valid: the key is retired, expired or revoked now, and was not when it signed. */
  | "trusted-when-signed"
  /** valid: the key had expired when it signed, and is pinned. */
  | "pinned-though-expired"
  /** valid: SHA-1 or DSA, made before October 2016. */
  | "weak-but-dated"
  /** valid under `historic` alone. */
  | "historic"
  | "input-form"
  | "signature-form"
  | "signature-math"
  | "signature-dates"
  | "key-pinned"
  | "key-usage"
  | "key-not-revoked"
  | "key-in-service"
  | "key-not-expired"
  | "key-strength"
  | "hash-strength"
  | "list-form"
  | "version-named";

/** Facts that the signature and the keyring state. Times are ISO 8601, UTC. */
export interface SignatureFacts {
  /** Fingerprint of the key that signed. */
  readonly keyFingerprint: string;
  /** Fingerprint of its primary key; the same where the primary key signed. */
  readonly primaryFingerprint: string;
  /** Whose key it is, by the keyring. */
  readonly signer: string;
  /** When the signature says that it was made. */
  readonly createdAt: string;
  readonly keyStatusNow: KeyStatus;
  readonly keyStatusAtSigning: KeyStatus;
  /** End of the key's validity, where it has one. */
  readonly keyExpiresAt: string | undefined;
  /** Algorithm and size of the key: `rsa4096`, `ed25519`… */
  readonly keyAlgorithm: string;
  /** Digest that the signature was made over. */
  readonly hash: HashName;
}

interface VerdictBase {
  readonly policy: Policy;
  readonly rule: Rule;
  /** One sentence for people. */
  readonly reason: string;
  /** The input had text around the signed message. It was left out: nothing vouches for it. */
  readonly hasUnsignedText: boolean;
}

export interface ValidVerdict extends VerdictBase, SignatureFacts {
  readonly verdict: "valid";
  /** The release that the list's files name, without `v`; undefined where they name none or several. */
  readonly version: string | undefined;
  /** The signed digests by file name: the signed body alone. No other verdict has them. */
  readonly shasums: VerifiedShasums;
}

/** Why a list must not be used. */
export type Refusal =
  /** The signature does not match the text: one of them was altered. */
  | "bad"
  /** The keyring does not have the key that claims to have signed. */
  | "unknown-key"
  /** The key is known, and the policy does not take its word: retired, or not made to sign. */
  | "untrusted-key"
  /** The owner took the key back. */
  | "revoked-key"
  /** `strict`: the key had expired when it signed. */
  | "expired-key"
  /** The signature or the list rests on a digest that can be forged. */
  | "weak-hash"
  /** The key is too short, or of a kind that is no longer trusted. */
  | "weak-key"
  /** The signature's dates refute it: from the future, older than its key, or past its own end. */
  | "bad-time"
  /** There is no signature. */
  | "unsigned"
  /** The input is damaged, ambiguous, too large, or signed but no list. */
  | "malformed"
  /** The signature uses what this verifier does not know. */
  | "unsupported"
  /** Signed by a trusted key, for another version than the one asked for. */
  | "wrong-version";

/** Facts are as far as they are known. Those of a `bad` signature are claims of whoever made it. */
export interface RefusedVerdict extends VerdictBase, Partial<SignatureFacts> {
  readonly verdict: Refusal;
  /** Fingerprint, or key id, of the key that claims to have signed. */
  readonly issuer?: string;
  /** The next step. */
  readonly hint?: string;
}

export type Verdict = ValidVerdict | RefusedVerdict;
