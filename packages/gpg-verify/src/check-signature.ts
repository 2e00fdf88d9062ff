import { createHash, type KeyObject, verify } from "node:crypto";
import { keyAlgorithm } from "./algorithms.js";
import { toKeyObject } from "./key-object.js";
import type { KeyMaterial, PublicKey } from "./public-key.js";
import type { Signature } from "./signature-packet.js";

/**
 * Whether the key made the signature over the content. Cryptography alone: dates, flags, revocation
 * and the strength of what was used are the caller's to judge.
 */
export function checkSignature(signature: Signature, key: PublicKey, content: Uint8Array): boolean {
  if (rsaAsOne(signature.keyAlgorithm) !== rsaAsOne(key.algorithm)) return false;
  const keyObject = keyObjectOf(key);
  const value = fixedLengthValue(signature, key.material);
  if (keyObject === undefined || value === undefined) return false;

  const { hash, hashedOctets } = signature;
  const data = Buffer.concat([content, hashedOctets, trailer(hashedOctets.length)]);
  const digest = createHash(hash).update(data).digest();
  if (!digest.subarray(0, 2).equals(signature.digestPrefix)) return false;

  // OpenPGP signs the digest with EdDSA, where the other algorithms hash for themselves.
  if (key.material.kind === "eddsa") return verify(null, digest, keyObject, value);
  return verify(hash, data, { key: keyObject, dsaEncoding: "ieee-p1363" }, value);
}

/** RSA keys come under two numbers that mean the same where signatures are checked. */
function rsaAsOne(algorithm: number): number {
  return algorithm === keyAlgorithm.rsaSignOnly ? keyAlgorithm.rsa : algorithm;
}

/** RFC 9580 §5.2.4: version, 0xFF, and how many octets of the signature were hashed. */
function trailer(length: number): Uint8Array {
  const octets = Buffer.from([0x04, 0xff, 0, 0, 0, 0]);
  octets.writeUInt32BE(length, 2);
  return octets;
}

/** OpenPGP drops leading zeros of numbers; node:crypto wants every octet. Undefined if a number is too long. */
function fixedLengthValue({ values }: Signature, material: KeyMaterial): Uint8Array | undefined {
  switch (material.kind) {
    case "rsa":
      return padded(values, material.n.length);
    case "dsa":
      return padded(values, material.q.length);
    case "ecdsa":
      return padded(values, material.curve.coordinateBytes);
    case "eddsa":
      return values.length === 1 ? values[0] : padded(values, 32);
    case "other":
      return undefined;
  }
}

function padded(values: readonly Uint8Array[], length: number): Uint8Array | undefined {
  if (values.some((value) => value.length > length)) return undefined;
  const octets = Buffer.alloc(values.length * length);
  values.forEach((value, index) => {
    octets.set(value, (index + 1) * length - value.length);
  });
  return octets;
}

const keyObjects = new WeakMap<PublicKey, KeyObject>();

function keyObjectOf(key: PublicKey): KeyObject | undefined {
  const known = keyObjects.get(key);
  if (known !== undefined) return known;
  const made = toKeyObject(key.material);
  if (made !== undefined) keyObjects.set(key, made);
  return made;
}
