import { createHash } from "node:crypto";
import { type Curve, curveByOid, keyAlgorithm } from "./algorithms.js";
import { type ByteReader, toHex } from "./byte-reader.js";
import { GpgError } from "./errors.js";
import { readVersion4 } from "./read-version-4.js";

/** The numbers of a public key, by kind. */
export type KeyMaterial =
  | { readonly kind: "rsa"; readonly n: Uint8Array; readonly e: Uint8Array }
  | {
      readonly kind: "dsa";
      readonly p: Uint8Array;
      readonly q: Uint8Array;
      readonly g: Uint8Array;
      readonly y: Uint8Array;
    }
  | { readonly kind: "ecdsa"; readonly curve: Curve; readonly x: Uint8Array; readonly y: Uint8Array }
  | { readonly kind: "eddsa"; readonly curve: "Ed25519" | "Ed448"; readonly point: Uint8Array }
  /** An algorithm that encrypts only or that is not implemented: such a key vouches for nothing. */
  | { readonly kind: "other"; readonly algorithm: number };

/** A public-key or public-subkey packet, version 4 (RFC 9580 §5.5.2.2). */
export interface PublicKey {
  /** 40 upper-case hex digits. */
  readonly fingerprint: string;
  /** The last 16 digits of the fingerprint. */
  readonly keyId: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** OpenPGP's algorithm number. */
  readonly algorithm: number;
  /** `rsa4096`, `dsa1024`, `ed25519`, `nistp256`…; `algorithm-18` for what cannot sign. */
  readonly algorithmName: string;
  /** Size of the modulus or the field in bits. */
  readonly bits: number;
  readonly material: KeyMaterial;
  /** The packet's body, as it goes into fingerprints and certifications. */
  readonly body: Uint8Array;
}

/** @throws {GpgError} `ERR_GPG_MALFORMED`, `ERR_GPG_UNSUPPORTED` (another version). */
export function parsePublicKey(body: Uint8Array): PublicKey {
  const reader = readVersion4(body, "OpenPGP key");
  const createdAt = reader.uint32();
  const algorithm = reader.uint8();
  const material = readMaterial(reader, algorithm);
  reader.end("OpenPGP key");
  const fingerprint = toHex(createHash("sha1").update(keyForHashing(body)).digest()).toUpperCase();
  const bits = materialBits(material);
  return {
    fingerprint,
    keyId: fingerprint.slice(-16),
    createdAt,
    algorithm,
    algorithmName: materialName(material, bits),
    bits,
    material,
    body,
  };
}

/** A key as fingerprints and certifications hash it: 0x99, two octets of length, the packet's body. */
export function keyForHashing(body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x99, body.length >> 8, body.length & 0xff]), body]);
}

function readMaterial(reader: ByteReader, algorithm: number): KeyMaterial {
  switch (algorithm) {
    case keyAlgorithm.rsa:
    case keyAlgorithm.rsaSignOnly:
      return { kind: "rsa", n: reader.mpi(), e: reader.mpi() };
    case keyAlgorithm.dsa:
      return { kind: "dsa", p: reader.mpi(), q: reader.mpi(), g: reader.mpi(), y: reader.mpi() };
    case keyAlgorithm.ecdsa:
    case keyAlgorithm.eddsaLegacy:
      return readCurvePoint(reader, algorithm);
    case keyAlgorithm.ed25519:
      return { kind: "eddsa", curve: "Ed25519", point: reader.take(32) };
    case keyAlgorithm.ed448:
      return { kind: "eddsa", curve: "Ed448", point: reader.take(57) };
    default:
      reader.rest();
      return { kind: "other", algorithm };
  }
}

/** A curve that is not implemented makes a key that vouches for nothing, not a broken certificate. */
function readCurvePoint(reader: ByteReader, algorithm: number): KeyMaterial {
  const curve = curveByOid(toHex(reader.take(reader.uint8())));
  const point = reader.mpi();
  const isEdwards = curve?.name === "ed25519";
  if (curve === undefined || isEdwards !== (algorithm === keyAlgorithm.eddsaLegacy))
    return { kind: "other", algorithm };

  const size = curve.coordinateBytes;
  const [form, length] = isEdwards ? [0x40, size + 1] : [0x04, 2 * size + 1];
  if (point[0] !== form || point.length !== length) {
    throw new GpgError("ERR_GPG_MALFORMED", "OpenPGP key has a curve point of the wrong form");
  }
  if (isEdwards) return { kind: "eddsa", curve: "Ed25519", point: point.subarray(1) };
  return { kind: "ecdsa", curve, x: point.subarray(1, size + 1), y: point.subarray(size + 1) };
}

function materialBits(material: KeyMaterial): number {
  switch (material.kind) {
    case "rsa":
      return bitLength(material.n);
    case "dsa":
      return bitLength(material.p);
    case "ecdsa":
      return material.curve.name === "nistp521" ? 521 : material.curve.coordinateBytes * 8;
    case "eddsa":
      return material.curve === "Ed25519" ? 255 : 448;
    case "other":
      return 0;
  }
}

function materialName(material: KeyMaterial, bits: number): string {
  switch (material.kind) {
    case "rsa":
    case "dsa":
      return `${material.kind}${bits}`;
    case "ecdsa":
      return material.curve.name;
    case "eddsa":
      return material.curve.toLowerCase();
    case "other":
      return `algorithm-${material.algorithm}`;
  }
}

/** Bits of a number without leading zero octets. */
function bitLength(value: Uint8Array): number {
  const [first] = value;
  return first === undefined ? 0 : (value.length - 1) * 8 + Math.floor(Math.log2(first)) + 1;
}
