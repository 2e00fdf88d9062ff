import { ByteReader } from "./byte-reader.js";
import { checkSignature } from "./check-signature.js";
import { GpgError } from "./errors.js";
import type { RevocationReason } from "./keyring.js";
import { type Packet, packetTag } from "./packets.js";
import { keyForHashing, type PublicKey, parsePublicKey } from "./public-key.js";
import {
  parseSignature,
  readSeconds,
  type Signature,
  signatureExpiresAt,
  signatureType,
  unknownCritical,
} from "./signature-packet.js";
import { onlySubpacket, subpacketType } from "./subpackets.js";

/** What an owner's newest valid self-signatures say of one key. Times are seconds since 1970. */
export interface CertifiedKey {
  readonly publicKey: PublicKey;
  readonly canSign: boolean;
  readonly expiresAt: number | undefined;
  readonly revoked: { readonly at: number; readonly reason: RevocationReason } | undefined;
}

/** A transferable public key (RFC 9580 §10.1), its self-signatures checked. */
export interface Certificate extends CertifiedKey {
  /** The newest user id that is not revoked. */
  readonly userId: string | undefined;
  readonly subkeys: readonly CertifiedKey[];
}

/** A part of a certificate with the signatures that follow it. */
interface Component {
  readonly packet: Packet;
  readonly signatures: readonly Packet[];
}

interface UserId {
  readonly text: string | undefined;
  readonly certification: Signature;
}

/** Key flag: the key may sign data (RFC 9580 §5.2.3.29). */
const CAN_SIGN = 0x02;

/**
 * Reads the packets of one certificate. Signatures of others, and those that do not check, are as if
 * absent: an unproven subkey, user id or revocation has no effect.
 * @throws {GpgError} `ERR_GPG_KEY`: no self-signature of the primary key checks.
 */
export function readCertificate(packets: readonly Packet[]): Certificate {
  const [primary, ...components] = groupComponents(packets);
  if (primary === undefined) throw new GpgError("ERR_GPG_KEY", "OpenPGP key block holds no key");
  const publicKey = parsePublicKey(primary.packet.body);
  const userIds = components.flatMap((component) => readUserId(publicKey, component) ?? []);
  const direct = ownSignatures(publicKey, primary, [signatureType.directKey], keyForHashing(publicKey.body));
  const newest = newestOf([...direct, ...userIds.map(({ certification }) => certification)]);
  if (newest === undefined) {
    throw new GpgError(
      "ERR_GPG_KEY",
      `OpenPGP key ${publicKey.fingerprint} cannot be used: no valid self-signature`,
      {
        hint: "Export the key again with its user ids: gpg --armor --export.",
      },
    );
  }
  const revocations = ownSignatures(
    publicKey,
    primary,
    [signatureType.keyRevocation],
    keyForHashing(publicKey.body),
  );
  const flags = onlySubpacket(newest.hashed, subpacketType.keyFlags);
  return {
    publicKey,
    canSign: canMakeSignatures(publicKey) && (flags === undefined || hasSignFlag(flags)),
    expiresAt: expiryOf(publicKey, newest),
    revoked: revocationOf(revocations),
    userId: newestUserId(userIds),
    subkeys: components.flatMap((component) => readSubkey(publicKey, component) ?? []),
  };
}

function groupComponents(packets: readonly Packet[]): readonly Component[] {
  const components: { packet: Packet; signatures: Packet[] }[] = [];
  for (const packet of packets) {
    if (packet.tag === packetTag.signature) components.at(-1)?.signatures.push(packet);
    else components.push({ packet, signatures: [] });
  }
  return components;
}

function readUserId(primary: PublicKey, component: Component): UserId | undefined {
  const { tag, body } = component.packet;
  if (tag !== packetTag.userId && tag !== packetTag.userAttribute) return undefined;
  const content = Buffer.concat([keyForHashing(primary.body), userIdForHashing(component.packet)]);
  const { genericCertification: from, positiveCertification: to, certificationRevocation } = signatureType;
  const types = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const certification = newestOf(ownSignatures(primary, component, types, content));
  const revocation = newestOf(ownSignatures(primary, component, [certificationRevocation], content));
  if (certification === undefined) return undefined;
  if (revocation !== undefined && revocation.createdAt >= certification.createdAt) return undefined;
  return { text: tag === packetTag.userId ? Buffer.from(body).toString("utf8") : undefined, certification };
}

function userIdForHashing({ tag, body }: Packet): Uint8Array {
  const header = Buffer.from([tag === packetTag.userId ? 0xb4 : 0xd1, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 1);
  return Buffer.concat([header, body]);
}

function newestUserId(userIds: readonly UserId[]): string | undefined {
  const named = userIds.filter(({ text }) => text !== undefined);
  const newest = newestOf(named.map(({ certification }) => certification));
  return named.find(({ certification }) => certification === newest)?.text;
}

/** A subkey, if the primary key binds it. It may sign only if it binds itself to the primary in turn. */
function readSubkey(primary: PublicKey, component: Component): CertifiedKey | undefined {
  if (component.packet.tag !== packetTag.publicSubkey) return undefined;
  const publicKey = parsePublicKey(component.packet.body);
  const content = Buffer.concat([keyForHashing(primary.body), keyForHashing(publicKey.body)]);
  const binding = newestOf(ownSignatures(primary, component, [signatureType.subkeyBinding], content));
  if (binding === undefined) return undefined;
  const flags = onlySubpacket(binding.hashed, subpacketType.keyFlags);
  return {
    publicKey,
    canSign:
      flags !== undefined &&
      hasSignFlag(flags) &&
      canMakeSignatures(publicKey) &&
      hasBackSignature(binding, publicKey, content),
    expiresAt: expiryOf(publicKey, binding),
    revoked: revocationOf(ownSignatures(primary, component, [signatureType.subkeyRevocation], content)),
  };
}

/** Without it anybody could claim another's signing key as his subkey, and its signatures with it. */
function hasBackSignature(binding: Signature, subkey: PublicKey, content: Uint8Array): boolean {
  return [...binding.hashed, ...binding.unhashed]
    .filter(({ type }) => type === subpacketType.embeddedSignature)
    .map(({ data }) => tryParse(data))
    .some(
      (embedded) =>
        embedded?.type === signatureType.primaryKeyBinding &&
        isStrong(embedded) &&
        checkSignature(embedded, subkey, content),
    );
}

const REVOCATIONS: ReadonlySet<number> = new Set([
  signatureType.keyRevocation,
  signatureType.subkeyRevocation,
  signatureType.certificationRevocation,
]);

/** Subpackets that may be critical in a self-signature. */
const UNDERSTOOD: ReadonlySet<number> = new Set([
  2, 3, 4, 7, 9, 11, 12, 16, 21, 22, 23, 24, 25, 27, 29, 30, 31, 32, 33, 34,
]);

/**
 * The component's signatures of these types that the primary key really made. What grants something
 * must be strong and understood in whole; a revocation counts however it was made.
 */
function ownSignatures(
  primary: PublicKey,
  component: Component,
  types: readonly number[],
  content: Uint8Array,
): readonly Signature[] {
  return component.signatures
    .map(({ body }) => tryParse(body))
    .filter((signature) => signature !== undefined)
    .filter(({ type, issuer }) => types.includes(type) && issuer.keyId === primary.keyId)
    .filter(
      (signature) => REVOCATIONS.has(signature.type) || (isStrong(signature) && isUnderstood(signature)),
    )
    .filter((signature) => checkSignature(signature, primary, content));
}

function isUnderstood(signature: Signature): boolean {
  return unknownCritical(signature, UNDERSTOOD) === undefined;
}

/** SHA-1 passes here alone: an owner signs his own key, so nobody else chooses what collides. */
function isStrong({ hash }: Signature): boolean {
  return hash !== "md5" && hash !== "ripemd160";
}

/** Certificates collect signatures in forms that nobody reads any more; those are skipped. */
function tryParse(body: Uint8Array): Signature | undefined {
  try {
    return parseSignature(body);
  } catch (error) {
    if (error instanceof GpgError) return undefined;
    throw error;
  }
}

function newestOf(signatures: readonly Signature[]): Signature | undefined {
  return signatures.reduce<Signature | undefined>(
    (newest, next) => (newest === undefined || next.createdAt > newest.createdAt ? next : newest),
    undefined,
  );
}

function hasSignFlag(flags: Uint8Array): boolean {
  return ((flags[0] ?? 0) & CAN_SIGN) !== 0;
}

function canMakeSignatures({ material }: PublicKey): boolean {
  return material.kind !== "other";
}

/** The earlier of what the key's lifetime and the self-signature's own say. */
function expiryOf({ createdAt }: PublicKey, selfSignature: Signature): number | undefined {
  const lifetime = readSeconds(selfSignature.hashed, subpacketType.keyExpiry);
  const ends = [
    lifetime === undefined || lifetime === 0 ? undefined : createdAt + lifetime,
    signatureExpiresAt(selfSignature),
  ].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

const REASONS: ReadonlyMap<number, RevocationReason> = new Map([
  [1, "superseded"],
  [2, "compromised"],
  [3, "retired"],
]);

/** The earliest revocation, with the gravest reason that any of them gives. */
function revocationOf(signatures: readonly Signature[]): CertifiedKey["revoked"] {
  if (signatures.length === 0) return undefined;
  const reasons = signatures.map(reasonOf);
  const [reason = "unspecified"] = (["compromised", "unspecified", "superseded", "retired"] as const).filter(
    (grave) => reasons.includes(grave),
  );
  return { at: Math.min(...signatures.map(({ createdAt }) => createdAt)), reason };
}

function reasonOf({ hashed }: Signature): RevocationReason {
  const data = onlySubpacket(hashed, subpacketType.revocationReason);
  if (data === undefined || data.length === 0) return "unspecified";
  return REASONS.get(new ByteReader(data).uint8()) ?? "unspecified";
}
