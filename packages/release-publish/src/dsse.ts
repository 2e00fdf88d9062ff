import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import { PublishError } from "./errors.js";

/** The payload type of in-toto statements. */
const inTotoPayloadType = "application/vnd.in-toto+json";

/** An envelope of Dead Simple Signing (github.com/secure-systems-lab/dsse), version 1. */
export interface Envelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid?: string | undefined; readonly sig: string }[];
}

const envelopeSchema: z.ZodType<Envelope> = z.object({
  payloadType: z.string(),
  payload: z.base64(),
  signatures: z.array(z.object({ keyid: z.string().optional(), sig: z.base64() })).min(1),
});

/** What is signed: DSSE's pre-authentication encoding. */
function preAuthEncoding(payloadType: string, payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** How a key is named in envelopes: the sha256 of its public half (SPKI, DER), in hex. */
export function keyIdOf(key: KeyObject): string {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/**
 * Reads an Ed25519 key, private or public, in PEM.
 * @throws PublishError ERR_PUBLISH_KEY
 */
export function readEd25519Key(pem: string, type: "private" | "public"): KeyObject {
  try {
    const key = type === "private" ? createPrivateKey(pem) : createPublicKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (cause) {
    throw unusable(type, "it is no PEM of one", cause);
  }
  throw unusable(type, "it is of another kind");
}

function unusable(type: string, why: string, cause?: unknown): PublishError {
  return new PublishError("ERR_PUBLISH_KEY", `the ${type} Ed25519 key cannot be used: ${why}`, {
    hint: "`openssl genpkey -algorithm ed25519` makes a key; `openssl pkey -pubout` shows its public half",
    cause,
  });
}

/** Signs a payload. The same payload and key give the same envelope. */
export function signEnvelope(payload: string, privateKey: KeyObject): Envelope {
  const bytes = Buffer.from(payload, "utf8");
  const sig = sign(null, preAuthEncoding(inTotoPayloadType, bytes), privateKey).toString("base64");
  return {
    payloadType: inTotoPayloadType,
    payload: bytes.toString("base64"),
    signatures: [{ keyid: keyIdOf(privateKey), sig }],
  };
}

/** What an envelope holds, if it is one and holds an in-toto statement. Nothing is checked by that. */
export function parseEnvelope(text: string): Envelope | undefined {
  try {
    const parsed = envelopeSchema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.payloadType === inTotoPayloadType ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The payload, when one of the keys has signed it; `unknown-key` when none of them claims to have. */
export function openEnvelope(
  envelope: Envelope,
  publicKeys: readonly KeyObject[],
): { readonly payload: string; readonly keyId: string } | "bad" | "unknown-key" {
  const payload = Buffer.from(envelope.payload, "base64");
  const signed = preAuthEncoding(envelope.payloadType, payload);
  const known = new Map(publicKeys.map((key) => [keyIdOf(key), key]));
  let isClaimed = false;
  for (const { keyid, sig } of envelope.signatures) {
    // The key's name is a hint that anybody may write: the signature alone decides.
    const candidates = keyid === undefined ? [...known] : [...known].filter(([id]) => id === keyid);
    isClaimed ||= candidates.length > 0;
    const found = candidates.find(([, key]) => verify(null, signed, key, Buffer.from(sig, "base64")));
    if (found !== undefined) return { payload: payload.toString("utf8"), keyId: found[0] };
  }
  return isClaimed ? "bad" : "unknown-key";
}
