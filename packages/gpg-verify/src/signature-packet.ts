import { keyAlgorithm } from "./algorithms.js";
import { ByteReader, toHex } from "./byte-reader.js";
import { GpgError } from "./errors.js";
import { type HashName, hashName } from "./hash-name.js";
import { readVersion4 } from "./read-version-4.js";
import { onlySubpacket, readSubpackets, type Subpacket, subpacketType } from "./subpackets.js";

/** What a signature was made over (RFC 9580 §5.2.1). */
export const signatureType = {
  binary: 0x00,
  text: 0x01,
  genericCertification: 0x10,
  positiveCertification: 0x13,
  subkeyBinding: 0x18,
  primaryKeyBinding: 0x19,
  directKey: 0x1f,
  keyRevocation: 0x20,
  subkeyRevocation: 0x28,
  certificationRevocation: 0x30,
} as const;

/** A version 4 signature packet. Only what is hashed can be trusted, and only once the signature is checked. */
export interface Signature {
  readonly type: number;
  readonly keyAlgorithm: number;
  readonly hash: HashName;
  /** Seconds since 1970, from the hashed area. */
  readonly createdAt: number;
  readonly hashed: readonly Subpacket[];
  readonly unhashed: readonly Subpacket[];
  /** Who claims to have signed; a hint where to look for the key, proven only by the check. */
  readonly issuer: Issuer;
  /** The octets of the packet that are hashed after the content. */
  readonly hashedOctets: Uint8Array;
  /** First two octets of the digest. */
  readonly digestPrefix: Uint8Array;
  /** One or two numbers for RSA, DSA, ECDSA and legacy EdDSA; the native octets otherwise. */
  readonly values: readonly Uint8Array[];
}

interface Issuer {
  readonly keyId: string;
  readonly fingerprint: string | undefined;
}

/** @throws {GpgError} `ERR_GPG_MALFORMED`, `ERR_GPG_UNSUPPORTED` (another version or algorithm). */
export function parseSignature(body: Uint8Array): Signature {
  const reader = readVersion4(body, "OpenPGP signature");
  const type = reader.uint8();
  const algorithm = reader.uint8();
  const hash = requireHash(reader.uint8());
  const hashed = readSubpackets(reader.take(reader.uint16()));
  const hashedOctets = body.subarray(0, reader.offset);
  const unhashed = readSubpackets(reader.take(reader.uint16()));
  const digestPrefix = reader.take(2);
  const values = readValues(reader, algorithm);
  reader.end("OpenPGP signature");
  return {
    type,
    keyAlgorithm: algorithm,
    hash,
    createdAt: readCreatedAt(hashed),
    hashed,
    unhashed,
    issuer: readIssuer(hashed, unhashed),
    hashedOctets,
    digestPrefix,
    values,
  };
}

/** Seconds since 1970 at which the signature says it ends, or undefined. */
export function signatureExpiresAt(signature: Signature): number | undefined {
  const seconds = readSeconds(signature.hashed, subpacketType.signatureExpiry);
  return seconds === undefined || seconds === 0 ? undefined : signature.createdAt + seconds;
}

/** A hashed subpacket that holds seconds, or undefined. */
export function readSeconds(subpackets: readonly Subpacket[], type: number): number | undefined {
  const data = onlySubpacket(subpackets, type, 4);
  return data === undefined ? undefined : new ByteReader(data).uint32();
}

/** A critical hashed subpacket that is not among those understood, or undefined. */
export function unknownCritical(signature: Signature, understood: ReadonlySet<number>): number | undefined {
  return signature.hashed.find(({ isCritical, type }) => isCritical && !understood.has(type))?.type;
}

function requireHash(id: number): HashName {
  const hash = hashName(id);
  if (hash !== undefined) return hash;
  throw new GpgError(
    "ERR_GPG_UNSUPPORTED",
    `OpenPGP signature uses digest algorithm ${id}, which is not supported`,
  );
}

function readValues(reader: ByteReader, algorithm: number): readonly Uint8Array[] {
  switch (algorithm) {
    case keyAlgorithm.rsa:
    case keyAlgorithm.rsaSignOnly:
      return [reader.mpi()];
    case keyAlgorithm.dsa:
    case keyAlgorithm.ecdsa:
    case keyAlgorithm.eddsaLegacy:
      return [reader.mpi(), reader.mpi()];
    case keyAlgorithm.ed25519:
      return [reader.take(64)];
    case keyAlgorithm.ed448:
      return [reader.take(114)];
    default:
      throw new GpgError(
        "ERR_GPG_UNSUPPORTED",
        `OpenPGP signature uses key algorithm ${algorithm}, which is not supported`,
      );
  }
}

function readCreatedAt(hashed: readonly Subpacket[]): number {
  const createdAt = readSeconds(hashed, subpacketType.createdAt);
  if (createdAt !== undefined) return createdAt;
  throw new GpgError(
    "ERR_GPG_MALFORMED",
    "OpenPGP signature does not say under its own protection when it was made",
  );
}

/** The issuer may stand in either area; where several say it they must agree. */
function readIssuer(hashed: readonly Subpacket[], unhashed: readonly Subpacket[]): Issuer {
  const areas = [hashed, unhashed];
  const fingerprints = areas.flatMap(readFingerprint);
  const keyIds = [...areas.flatMap(readKeyId), ...fingerprints.map((fingerprint) => fingerprint.slice(-16))];
  const [keyId] = keyIds;
  if (keyId === undefined)
    throw new GpgError("ERR_GPG_MALFORMED", "OpenPGP signature does not name the key that made it");
  if (new Set(fingerprints).size > 1 || new Set(keyIds).size > 1) {
    throw new GpgError("ERR_GPG_MALFORMED", "OpenPGP signature names two different keys as its maker");
  }
  return { keyId, fingerprint: fingerprints[0] };
}

function readKeyId(area: readonly Subpacket[]): readonly string[] {
  const data = onlySubpacket(area, subpacketType.issuerKeyId, 8);
  return data === undefined ? [] : [toHex(data).toUpperCase()];
}

function readFingerprint(area: readonly Subpacket[]): readonly string[] {
  const data = onlySubpacket(area, subpacketType.issuerFingerprint);
  if (data === undefined) return [];
  if (data[0] === 4 && data.length === 21) return [toHex(data.subarray(1)).toUpperCase()];
  throw new GpgError("ERR_GPG_UNSUPPORTED", "OpenPGP signature was made by a key that is not of version 4");
}
