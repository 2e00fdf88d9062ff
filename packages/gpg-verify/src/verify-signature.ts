import { checkSignature } from "./check-signature.js";
import { type FoundKey, findKeys } from "./find-keys.js";
import { type KeyWindow, keyWindow } from "./key-status.js";
import type { Keyring } from "./keyring.js";
import { namedVersions } from "./named-version.js";
import { falseSignature, objectToDates, objectToForm, objectToVersion, unknownKey } from "./objections.js";
import { judge } from "./policy.js";
import { type Ground, refusalOf } from "./refusal.js";
import { parseShasums } from "./shasums.js";
import { claimsOf, factsOf } from "./signature-facts.js";
import { parseSignature, type Signature } from "./signature-packet.js";
import type { OpenedInput } from "./signed-input.js";
import type { Policy, RefusedVerdict, SignatureFacts, ValidVerdict, Verdict } from "./verdict.js";
import { markVerified } from "./verified-digest.js";

export interface VerifyContext {
  readonly keyring: Keyring;
  readonly policy: Policy;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Without `v`. */
  readonly version: string | undefined;
}

type Grant = Pick<ValidVerdict, "verdict" | "rule" | "reason" | "version" | "shasums">;

/** The verdict on one signature packet of an opened input. */
export function verifySignature(body: Uint8Array, opened: OpenedInput, context: VerifyContext): Verdict {
  const base = { policy: context.policy, hasUnsignedText: opened.hasUnsignedText };
  let facts: Partial<SignatureFacts> & Pick<RefusedVerdict, "issuer"> = {};
  try {
    const signature = parseSignature(body);
    facts = claimsOf(signature);
    const objection = objectToForm(signature);
    if (objection !== undefined) return { ...base, ...facts, ...objection };

    const { signer, suspect } = findSigner(signature, opened, context.keyring);
    if (suspect === undefined) return { ...base, ...facts, ...unknownKey(signature) };
    const window = keyWindow(signer ?? suspect);
    const known = factsOf(signature, signer ?? suspect, window, context.now);
    facts = { ...facts, ...known };
    if (signer === undefined) return { ...base, ...facts, ...falseSignature(suspect) };

    const outcome = decide({ signature, signer, window }, opened.text, context);
    if (outcome.verdict === "valid") return { ...base, ...known, ...outcome };
    return { ...base, ...facts, ...outcome };
  } catch (error) {
    return { ...base, ...facts, ...refusalOf(error) };
  }
}

/** The key that made the signature, and the one that was claimed to. */
function findSigner(
  signature: Signature,
  opened: OpenedInput,
  keyring: Keyring,
): { readonly signer: FoundKey | undefined; readonly suspect: FoundKey | undefined } {
  const candidates = findKeys(keyring, signature.issuer.fingerprint ?? signature.issuer.keyId);
  const content = opened.contentFor(signature);
  const signer = candidates.find(({ publicKey }) => checkSignature(signature, publicKey, content));
  return { signer, suspect: candidates[0] };
}

interface Proven {
  readonly signature: Signature;
  readonly signer: FoundKey;
  readonly window: KeyWindow;
}

/** The signature is true: is it to be believed, and does it speak of the release that was asked for? */
function decide({ signature, signer, window }: Proven, text: string, context: VerifyContext): Grant | Ground {
  const untimely = objectToDates(signature, window, context.now);
  if (untimely !== undefined) return untimely;
  const shasums = parseShasums(text);
  const [digest] = shasums.values();
  const ruling = judge(context.policy, {
    found: signer,
    window,
    signedAt: signature.createdAt * 1000,
    now: context.now,
    hash: signature.hash,
    listAlgorithm: digest?.algorithm ?? "sha256",
  });
  if (ruling.verdict !== "valid") return ruling;
  const versions = namedVersions(shasums.keys());
  const [version] = versions.keys();
  return (
    objectToVersion(versions, context.version) ?? {
      ...ruling,
      version: versions.size === 1 ? version : undefined,
      shasums: markVerified(shasums),
    }
  );
}
