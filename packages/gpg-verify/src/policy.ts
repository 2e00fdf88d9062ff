import type { FoundKey } from "./find-keys.js";
import type { HashName } from "./hash-name.js";
import { type KeyWindow, keyStatusAt } from "./key-status.js";
import type { KeyringEntry } from "./keyring.js";
import type { Ground } from "./refusal.js";
import type { DigestAlgorithm } from "./shasums.js";
import type { KeyStatus, Policy, Rule } from "./verdict.js";

/** What a policy weighs, once the signature itself has proven true. Times are milliseconds since 1970. */
export interface Case {
  readonly found: FoundKey;
  readonly window: KeyWindow;
  readonly signedAt: number;
  readonly now: number;
  readonly hash: HashName;
  /** Digest of the files in the list. */
  readonly listAlgorithm: DigestAlgorithm;
}

export interface Acceptance {
  readonly verdict: "valid";
  readonly rule: Rule;
  readonly reason: string;
}

/** The last SHA-1 signature on a Node.js release is of 2016-09-28; from here on one is an attack. */
const WEAK_UNTIL = Date.parse("2016-10-01T00:00:00Z");
const MIN_RSA_BITS = { strict: 2048, release: 2048, historic: 1024 } as const;

/** The first objection counts; without one the signature stands. */
export function judge(policy: Policy, evidence: Case): Acceptance | Ground {
  for (const rule of [judgeUsage, judgeRevocation, judgeExpiry, judgeService, judgeKeyStrength, judgeHash]) {
    const objection = rule(policy, evidence);
    if (objection !== undefined) return objection;
  }
  return accept(evidence);
}

function judgeUsage(_policy: Policy, { found: { key, entry } }: Case): Ground | undefined {
  if (key.maySign !== false) return undefined;
  const what =
    key === entry
      ? "a primary key that only certifies"
      : "a subkey that is not proven to sign for its primary key";
  return {
    verdict: "untrusted-key",
    rule: "key-usage",
    reason: `Signed with ${entry.signer}'s key ${key.fingerprint}, ${what}.`,
  };
}

function judgeRevocation(
  policy: Policy,
  { window, signedAt, found: { entry, key } }: Case,
): Ground | undefined {
  const [revocation] = window.revocations;
  if (revocation === undefined) return undefined;
  if (policy === "historic" && keyStatusAt(window, signedAt) !== "revoked") return undefined;
  return {
    verdict: "revoked-key",
    rule: "key-not-revoked",
    reason: `Signed with ${entry.signer}'s key ${key.fingerprint}, which was revoked on ${revocation.at.slice(0, 10)} (${revocation.reason}).`,
  };
}

function judgeExpiry(policy: Policy, { window, signedAt, found: { entry, key } }: Case): Ground | undefined {
  if (policy !== "strict" || window.expiresAt === undefined || signedAt < window.expiresAt) return undefined;
  return {
    verdict: "expired-key",
    rule: "key-not-expired",
    reason: `Signed on ${day(signedAt)} with ${entry.signer}'s key ${key.fingerprint}, which had expired on ${day(window.expiresAt)}.`,
  };
}

function judgeService(policy: Policy, { window, signedAt, found: { entry } }: Case): Ground | undefined {
  if (policy === "historic") return undefined;
  const isLate = window.retiredAt !== undefined && signedAt >= window.retiredAt;
  if (!isLate && (policy === "release" || entry.status === "active")) return undefined;
  const reason = isLate
    ? `Signed on ${day(signedAt)} with ${entry.signer}'s key, which was retired on ${day(window.retiredAt ?? signedAt)}.`
    : `Signed with ${entry.signer}'s retired key, and the policy strict takes active keys only.`;
  return { verdict: "untrusted-key", rule: "key-in-service", reason };
}

function judgeKeyStrength(policy: Policy, { found, signedAt }: Case): Ground | undefined {
  const { algorithmName, bits, material } = found.publicKey;
  const isShort = material.kind === "rsa" && bits < MIN_RSA_BITS[policy];
  if (!isShort && (material.kind !== "dsa" || mayBeWeak(policy, signedAt))) return undefined;
  return {
    verdict: "weak-key",
    rule: "key-strength",
    reason: `Signed on ${day(signedAt)} with ${found.entry.signer}'s ${algorithmName} key, which is too weak for the policy ${policy}.`,
  };
}

function judgeHash(
  policy: Policy,
  { hash, listAlgorithm, signedAt, found: { entry } }: Case,
): Ground | undefined {
  if ((hash !== "sha1" && listAlgorithm !== "sha1") || mayBeWeak(policy, signedAt)) return undefined;
  const what = hash === "sha1" ? "The signature is made over a SHA-1 digest" : "The list holds SHA-1 digests";
  return {
    verdict: "weak-hash",
    rule: "hash-strength",
    reason: `${what}, signed by ${entry.signer} on ${day(signedAt)}: too weak for the policy ${policy}.`,
  };
}

function mayBeWeak(policy: Policy, signedAt: number): boolean {
  return policy === "historic" || (policy === "release" && signedAt < WEAK_UNTIL);
}

function accept(evidence: Case): Acceptance {
  const { window, signedAt, found } = evidence;
  const signed = `${found.entry.signer} signed this list on ${day(signedAt)}`;
  const atSigning = keyStatusAt(window, signedAt);
  if (atSigning === "retired") return valid("historic", `${signed}, after the key was retired.`);
  if (atSigning === "expired" && window.expiresAt !== undefined) {
    return valid(
      "pinned-though-expired",
      `${signed}, with a pinned key that had expired on ${day(window.expiresAt)}.`,
    );
  }
  if (isWeak(evidence)) {
    const rule = signedAt < WEAK_UNTIL ? "weak-but-dated" : "historic";
    return valid(rule, `${signed}, with cryptography that is weak by today's measure.`);
  }
  const statusNow = statusNowOf(found.entry, window, evidence.now);
  if (statusNow === "active") return valid("trusted-key", `${signed}.`);
  const rule = statusNow === "revoked" ? "historic" : "trusted-when-signed";
  return valid(rule, `${signed}, with a key that is ${statusNow} today.`);
}

function valid(rule: Rule, reason: string): Acceptance {
  return { verdict: "valid", rule, reason };
}

function isWeak({ hash, listAlgorithm, found: { publicKey } }: Case): boolean {
  const { kind } = publicKey.material;
  return (
    hash === "sha1" || listAlgorithm === "sha1" || kind === "dsa" || (kind === "rsa" && publicKey.bits < 2048)
  );
}

/** The status today; a retired key without a date of retirement is retired now and was not when it signed. */
export function statusNowOf(entry: KeyringEntry, window: KeyWindow, now: number): KeyStatus {
  const status = keyStatusAt(window, now);
  return status === "active" ? entry.status : status;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
