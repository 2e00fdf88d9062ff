import { ByteReader } from "./byte-reader.js";
import { GpgError } from "./errors.js";

/** One signature subpacket (RFC 9580 §5.2.3.7). */
export interface Subpacket {
  readonly type: number;
  /** The signer asks that whoever does not know this type refuses the signature. */
  readonly isCritical: boolean;
  readonly data: Uint8Array;
}

export const subpacketType = {
  createdAt: 2,
  signatureExpiry: 3,
  exportable: 4,
  keyExpiry: 9,
  issuerKeyId: 16,
  keyFlags: 27,
  signerUserId: 28,
  revocationReason: 29,
  embeddedSignature: 32,
  issuerFingerprint: 33,
} as const;

export function readSubpackets(area: Uint8Array): readonly Subpacket[] {
  const reader = new ByteReader(area);
  const subpackets: Subpacket[] = [];
  while (reader.remaining > 0) {
    const content = new ByteReader(reader.take(readSubpacketLength(reader)));
    const header = content.uint8();
    subpackets.push({ type: header & 0x7f, isCritical: (header & 0x80) !== 0, data: content.rest() });
  }
  return subpackets;
}

/** Subpackets have no partial lengths: 224 to 254 are the first octet of a two-octet length. */
function readSubpacketLength(reader: ByteReader): number {
  const first = reader.uint8();
  if (first < 192) return first;
  return first === 255 ? reader.uint32() : (first - 192) * 256 + reader.uint8() + 192;
}

/**
 * The data of the one subpacket with this type, or undefined.
 * Two of one type are refused: readers disagree on which of them counts.
 */
export function onlySubpacket(
  subpackets: readonly Subpacket[],
  type: number,
  length?: number,
): Uint8Array | undefined {
  const found = subpackets.filter((subpacket) => subpacket.type === type);
  const [first] = found;
  if (first === undefined) return undefined;
  if (found.length > 1) {
    throw new GpgError(
      "ERR_GPG_MALFORMED",
      `OpenPGP signature has ${found.length} subpackets of type ${type}`,
    );
  }
  if (length !== undefined && first.data.length !== length) {
    throw new GpgError(
      "ERR_GPG_MALFORMED",
      `OpenPGP signature has a subpacket of type ${type} of the wrong length`,
    );
  }
  return first.data;
}
