import type { FoundKey } from "./find-keys.js";
import type { HashName } from "./hash-name.js";
import { toIso } from "./iso-time.js";
import type { KeyWindow } from "./key-status.js";
import type { Ground } from "./refusal.js";
import { type Signature, signatureExpiresAt, unknownCritical } from "./signature-packet.js";
import { subpacketType } from "./subpackets.js";

/** A clock may be wrong by this much before a signature counts as made in the future. */
const CLOCK_TOLERANCE_MS = 24 * 60 * 60 * 1000;

/** Subpackets that may be critical in a signature over data; any other could change what it says. */
const UNDERSTOOD: ReadonlySet<number> = new Set([
  subpacketType.createdAt,
  subpacketType.signatureExpiry,
  subpacketType.issuerKeyId,
  subpacketType.signerUserId,
  subpacketType.issuerFingerprint,
]);

/** Digests that are not even computed: anybody can make two texts with one of them. */
const BROKEN: ReadonlySet<HashName> = new Set(["md5", "ripemd160"]);

/** Objects to a signature that need not be checked any further. */
export function objectToForm(signature: Signature): Ground | undefined {
  const critical = unknownCritical(signature, UNDERSTOOD);
  if (critical !== undefined) {
    return {
      verdict: "unsupported",
      rule: "signature-form",
      reason: `The signature demands that its part of type ${critical} is understood, and it is not.`,
    };
  }
  if (!BROKEN.has(signature.hash)) return undefined;
  return {
    verdict: "weak-hash",
    rule: "hash-strength",
    reason: `The signature is made over a digest by ${signature.hash}, which no policy accepts.`,
  };
}

export function unknownKey({ issuer }: Signature): Ground {
  return {
    verdict: "unknown-key",
    rule: "key-pinned",
    reason: `Signed by ${issuer.fingerprint ?? issuer.keyId}, a key that is not in the keyring.`,
    hint: "If this signer is new, update the keyring; a key that nobody vouches for proves nothing.",
  };
}

export function falseSignature({ entry }: FoundKey): Ground {
  return {
    verdict: "bad",
    rule: "signature-math",
    reason: `The signature does not match the text: ${entry.signer} did not sign this list as it stands.`,
    hint: "The list was altered or cut on its way; fetch it again, from elsewhere if need be.",
  };
}

/** Objects to a true signature whose own dates refute it. `now` is in milliseconds since 1970. */
export function objectToDates(signature: Signature, window: KeyWindow, now: number): Ground | undefined {
  const signedAt = signature.createdAt * 1000;
  const expiresAt = signatureExpiresAt(signature);
  if (signedAt > now + CLOCK_TOLERANCE_MS) {
    return badTime(
      `The signature is dated ${toIso(signature.createdAt)}, in the future`,
      "Check this machine's clock.",
    );
  }
  if (signedAt < window.createdAt)
    return badTime(`The signature is dated ${toIso(signature.createdAt)}, before its key was made`);
  if (expiresAt === undefined || now < expiresAt * 1000) return undefined;
  return badTime(`The signature was good until ${toIso(expiresAt)} only`);
}

/** Objects to a good list of another release. `versions`: see namedVersions; `asked`: without `v`. */
export function objectToVersion(
  versions: ReadonlyMap<string, string>,
  asked: string | undefined,
): Ground | undefined {
  if (asked === undefined) return undefined;
  const [other] = [...versions].filter(([version]) => version !== asked);
  if (other === undefined && versions.size > 0) return undefined;
  return {
    verdict: "wrong-version",
    rule: "version-named",
    reason:
      other === undefined
        ? `The list is signed, but none of its files names a release, where ${asked} was asked for.`
        : `The list is signed, but for another release: it names ${other[1]}, where ${asked} was asked for.`,
    hint: "A mirror that answers with an old list can hold back a security release; use another one.",
  };
}

function badTime(problem: string, hint?: string): Ground {
  return {
    verdict: "bad-time",
    rule: "signature-dates",
    reason: `${problem}.`,
    ...(hint === undefined ? {} : { hint }),
  };
}
