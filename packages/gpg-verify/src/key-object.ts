import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { GpgError } from "./errors.js";
import type { KeyMaterial } from "./public-key.js";

/**
 * The key in node:crypto's form, or undefined for one that cannot sign.
 * @throws {GpgError} `ERR_GPG_KEY`: the numbers are not a key, such as a point off its curve.
 */
export function toKeyObject(material: KeyMaterial): KeyObject | undefined {
  try {
    switch (material.kind) {
      case "rsa":
        return fromJwk({ kty: "RSA", n: base64url(material.n), e: base64url(material.e) });
      case "ecdsa":
        return fromJwk({
          kty: "EC",
          crv: material.curve.jwk,
          x: base64url(material.x),
          y: base64url(material.y),
        });
      case "eddsa":
        return fromJwk({ kty: "OKP", crv: material.curve, x: base64url(material.point) });
      case "dsa":
        return createPublicKey({ key: dsaSpki(material), format: "der", type: "spki" });
      case "other":
        return undefined;
    }
  } catch (cause) {
    throw new GpgError("ERR_GPG_KEY", "OpenPGP key holds numbers that are not a key", { cause });
  }
}

function fromJwk(key: JsonWebKey): KeyObject {
  return createPublicKey({ key, format: "jwk" });
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

const DSA_OID = Buffer.from("06072a8648ce380401", "hex");

/** JSON Web Keys know no DSA, so this one is written as SubjectPublicKeyInfo (RFC 3279 §2.3.2). */
function dsaSpki({ p, q, g, y }: Extract<KeyMaterial, { kind: "dsa" }>): Buffer {
  const parameters = der(0x30, integer(p), integer(q), integer(g));
  return der(0x30, der(0x30, DSA_OID, parameters), der(0x03, Buffer.from([0]), integer(y)));
}

/** A positive number: a leading zero keeps its top bit from meaning a sign. */
function integer(value: Uint8Array): Buffer {
  return der(0x02, Buffer.from([0]).subarray(0, (value[0] ?? 0x80) & 0x80 ? 1 : 0), value);
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), content]);
}
