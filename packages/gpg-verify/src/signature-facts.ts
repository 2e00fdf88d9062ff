import type { FoundKey } from "./find-keys.js";
import { toIso } from "./iso-time.js";
import { type KeyWindow, keyStatusAt } from "./key-status.js";
import { statusNowOf } from "./policy.js";
import type { Signature } from "./signature-packet.js";
import type { RefusedVerdict, SignatureFacts } from "./verdict.js";

/** What a signature says of itself, before any key has vouched for it. */
export type Claims = Pick<RefusedVerdict, "issuer" | "createdAt" | "hash">;

export function claimsOf({ issuer, createdAt, hash }: Signature): Claims {
  return { issuer: issuer.fingerprint ?? issuer.keyId, createdAt: toIso(createdAt), hash };
}

/** What signature and keyring say together. `now` is in milliseconds since 1970. */
export function factsOf(
  signature: Signature,
  found: FoundKey,
  window: KeyWindow,
  now: number,
): SignatureFacts {
  return {
    keyFingerprint: found.key.fingerprint,
    primaryFingerprint: found.entry.fingerprint,
    signer: found.entry.signer,
    createdAt: toIso(signature.createdAt),
    keyStatusNow: statusNowOf(found.entry, window, now),
    keyStatusAtSigning: keyStatusAt(window, signature.createdAt * 1000),
    keyExpiresAt: window.expiresAt === undefined ? undefined : toIso(window.expiresAt / 1000),
    keyAlgorithm: found.publicKey.algorithmName,
    hash: signature.hash,
  };
}
