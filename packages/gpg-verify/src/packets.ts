import { ByteReader } from "./byte-reader.js";
import { GpgError } from "./errors.js";

/** One OpenPGP packet: its tag (RFC 9580 §5) and its body without the header. */
export interface Packet {
  readonly tag: number;
  readonly body: Uint8Array;
}

export const packetTag = {
  signature: 2,
  secretKey: 5,
  publicKey: 6,
  secretSubkey: 7,
  marker: 10,
  trust: 12,
  userId: 13,
  publicSubkey: 14,
  userAttribute: 17,
  padding: 21,
} as const;

/** Splits bytes into packets. Partial and indeterminate lengths are refused: neither keys nor signatures may use them. */
export function readPackets(bytes: Uint8Array): readonly Packet[] {
  const reader = new ByteReader(bytes);
  const packets: Packet[] = [];
  while (reader.remaining > 0) packets.push(readPacket(reader));
  return packets;
}

function readPacket(reader: ByteReader): Packet {
  const header = reader.uint8();
  if ((header & 0x80) === 0) {
    throw new GpgError(
      "ERR_GPG_MALFORMED",
      `Not OpenPGP data: a packet cannot begin with byte 0x${hexByte(header)}`,
    );
  }
  const isNewFormat = (header & 0x40) !== 0;
  const tag = isNewFormat ? header & 0x3f : (header >> 2) & 0x0f;
  const length = isNewFormat ? readNewLength(reader) : readOldLength(reader, header & 0x03);
  return { tag, body: reader.take(length) };
}

function readNewLength(reader: ByteReader): number {
  const first = reader.uint8();
  if (first < 192) return first;
  if (first < 224) return (first - 192) * 256 + reader.uint8() + 192;
  if (first === 255) return reader.uint32();
  throw new GpgError(
    "ERR_GPG_MALFORMED",
    "OpenPGP packet has a partial length, which keys and signatures may not have",
  );
}

function readOldLength(reader: ByteReader, lengthType: number): number {
  if (lengthType === 0) return reader.uint8();
  if (lengthType === 1) return reader.uint16();
  if (lengthType === 2) return reader.uint32();
  throw new GpgError(
    "ERR_GPG_MALFORMED",
    "OpenPGP packet has no length, which keys and signatures must have",
  );
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
