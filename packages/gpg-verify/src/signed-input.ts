import { readArmor, splitLines } from "./armor.js";
import { looksLikeMarkup, splitClearsigned, webPage } from "./clearsigned.js";
import { GpgError } from "./errors.js";
import { packetTag, readPackets } from "./packets.js";
import { MAX_LIST_BYTES } from "./shasums.js";
import { type Signature, signatureType } from "./signature-packet.js";
import type { SignedShasums } from "./signed-shasums.js";

/** A signed input taken apart; nothing is checked yet. */
export interface OpenedInput {
  /** The signed text. Every line of it is covered by the signatures. */
  readonly text: string;
  /** Bodies of the signature packets: one at least. */
  readonly signatures: readonly Uint8Array[];
  /**
   * The octets that the signature covers.
   * @throws {GpgError} `ERR_GPG_MALFORMED`: a signature of its type or digest does not belong to this form.
   */
  readonly contentFor: (signature: Signature) => Uint8Array;
  readonly hasUnsignedText: boolean;
}

const MAX_SIGNATURE_BYTES = 64 * 1024;
const MAX_SIGNATURES = 16;

/** @throws {GpgError} `ERR_GPG_UNSIGNED`, `ERR_GPG_MALFORMED`, `ERR_GPG_UNSUPPORTED`. */
export function openSigned(input: SignedShasums): OpenedInput {
  return "clearsigned" in input
    ? openClearsigned(input.clearsigned)
    : openDetached(input.text, input.signature);
}

function openClearsigned(source: string | Uint8Array): OpenedInput {
  const { body, announcedHashes, signature, hasUnsignedText } = splitClearsigned(
    decodeText(source, "signed list"),
  );
  const content = Buffer.from(body.replaceAll("\n", "\r\n"), "utf8");
  return {
    text: body,
    signatures: readSignatures(readArmor(signature, "SIGNATURE")),
    contentFor: ({ type, hash }) => {
      if (type !== signatureType.text) throw wrongType(type);
      if (announcedHashes.length === 0 || announcedHashes.includes(hash)) return content;
      throw new GpgError(
        "ERR_GPG_MALFORMED",
        `The Hash header announces ${announcedHashes.join(", ")}, but the signature uses ${hash}`,
      );
    },
    hasUnsignedText,
  };
}

function openDetached(source: string | Uint8Array, signature: string | Uint8Array): OpenedInput {
  const text = decodeText(source, "list");
  return {
    text,
    signatures: readSignatures(readDetached(signature)),
    contentFor: ({ type }) => {
      if (type === signatureType.binary) return Buffer.from(text, "utf8");
      if (type === signatureType.text) return Buffer.from(splitLines(text).join("\r\n"), "utf8");
      throw wrongType(type);
    },
    hasUnsignedText: false,
  };
}

function wrongType(type: number): GpgError {
  const hex = type.toString(16).padStart(2, "0");
  return new GpgError(
    "ERR_GPG_MALFORMED",
    `The signature is of type 0x${hex}, which does not sign a list of this form`,
  );
}

/** Well-formed UTF-8 only: what decodes to replacement characters would be checked as one text and read as another. */
function decodeText(source: string | Uint8Array, what: string): string {
  if (source.length > MAX_LIST_BYTES) {
    throw new GpgError("ERR_GPG_MALFORMED", `The ${what} has more than ${MAX_LIST_BYTES} bytes`);
  }
  if (typeof source === "string") {
    if (/\p{Surrogate}/u.test(source)) throw notUtf8(what);
    return source;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(source);
  } catch (cause) {
    throw notUtf8(what, cause);
  }
}

function notUtf8(what: string, cause?: unknown): GpgError {
  return new GpgError("ERR_GPG_MALFORMED", `The ${what} is not UTF-8 text`, { cause });
}

function readDetached(signature: string | Uint8Array): readonly Uint8Array[] {
  if (signature.length > MAX_SIGNATURE_BYTES) {
    throw new GpgError("ERR_GPG_MALFORMED", `The signature has more than ${MAX_SIGNATURE_BYTES} bytes`);
  }
  if (typeof signature !== "string" && ((signature[0] ?? 0) & 0x80) !== 0) return [signature];
  const text = typeof signature === "string" ? signature : Buffer.from(signature).toString("latin1");
  if (text.trim() === "")
    throw new GpgError("ERR_GPG_UNSIGNED", "The signature is empty", { hint: "Fetch it again." });
  if (looksLikeMarkup(text)) throw webPage("signature");
  const blocks = readArmor(splitLines(text), "SIGNATURE");
  if (blocks.length === 1) return blocks;
  throw new GpgError(
    "ERR_GPG_MALFORMED",
    blocks.length === 0
      ? "The signature is not an OpenPGP signature"
      : `The signature file holds ${blocks.length} signature blocks`,
  );
}

function readSignatures(blocks: readonly Uint8Array[]): readonly Uint8Array[] {
  const packets = blocks
    .flatMap(readPackets)
    .filter(({ tag }) => tag !== packetTag.marker && tag !== packetTag.padding);
  const other = packets.find(({ tag }) => tag !== packetTag.signature);
  if (other !== undefined) {
    throw new GpgError(
      "ERR_GPG_MALFORMED",
      `The signature holds an OpenPGP packet of type ${other.tag}, which does not belong there`,
    );
  }
  if (packets.length === 0) throw new GpgError("ERR_GPG_UNSIGNED", "The signature block holds no signature");
  if (packets.length > MAX_SIGNATURES) {
    throw new GpgError(
      "ERR_GPG_MALFORMED",
      `The list has ${packets.length} signatures, more than ${MAX_SIGNATURES}`,
    );
  }
  return packets.map(({ body }) => body);
}
