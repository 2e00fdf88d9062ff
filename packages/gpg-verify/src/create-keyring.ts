import { readArmor, splitLines } from "./armor.js";
import { type Certificate, type CertifiedKey, readCertificate } from "./certificate.js";
import { GpgError } from "./errors.js";
import { toIso } from "./iso-time.js";
import type { Keyring, KeyringEntry, KeyringKey } from "./keyring.js";
import { type Packet, packetTag, readPackets } from "./packets.js";

/** A public key as its owner hands it out: armored text, or the bytes of either form. */
export type PublicKeySource = string | Uint8Array;

export interface PublicKeyInput {
  /** One block of one or more keys. */
  readonly key: PublicKeySource;
  /** Whose key it is; by default the newest user id that is not revoked. */
  readonly signer?: string;
  /** Default `active`. */
  readonly status?: "active" | "retired";
  /** From when on the key is no longer expected to sign. */
  readonly retiredAt?: Date;
  /** The primary key must be this one: 40 hex digits, blanks allowed. For a key that came over a network. */
  readonly fingerprint?: string;
}

export interface KeyringOptions {
  readonly dataVersion?: string;
  /** Day of the data: YYYY-MM-DD. Default: the newest creation of a key in it. */
  readonly date?: string;
  readonly source?: string;
}

/** A key block beyond this is not a key; the largest Node.js release key is 15 KB. */
const MAX_KEY_BYTES = 1024 * 1024;

/**
 * A keyring of the given keys. Handing a key over is what makes it trusted: its primary key is taken
 * at its word, and from then on only self-signatures that check count: which subkeys belong to it and
 * may sign (bound both ways), until when, and what was revoked. Designated revokers are not followed.
 * @throws {GpgError} `ERR_GPG_KEY`, `ERR_GPG_MALFORMED`, `ERR_GPG_UNSUPPORTED`.
 */
export function createKeyring(
  keys: PublicKeySource | PublicKeyInput | readonly (PublicKeySource | PublicKeyInput)[],
  options: KeyringOptions = {},
): Keyring {
  const inputs = isList(keys) ? keys : [keys];
  const entries = inputs.flatMap((input) => readEntries(isBare(input) ? { key: input } : input));
  refuseDuplicates(entries);
  const [day = "1970-01-01"] = entries
    .map(({ createdAt }) => createdAt.slice(0, 10))
    .sort()
    .reverse();
  return Object.freeze({
    dataVersion: options.dataVersion ?? "1",
    date: options.date ?? day,
    source: options.source ?? "own keys",
    keys: Object.freeze(entries),
  });
}

function isList(
  keys: PublicKeySource | PublicKeyInput | readonly (PublicKeySource | PublicKeyInput)[],
): keys is readonly (PublicKeySource | PublicKeyInput)[] {
  return Array.isArray(keys);
}

function isBare(input: PublicKeySource | PublicKeyInput): input is PublicKeySource {
  return typeof input === "string" || input instanceof Uint8Array;
}

function readEntries(input: PublicKeyInput): readonly KeyringEntry[] {
  const certificates = splitCertificates(readKeyBytes(input.key)).map(readCertificate);
  if (certificates.length === 0) throw new GpgError("ERR_GPG_KEY", "The input holds no public key");
  return certificates.map((certificate) => toEntry(certificate, input));
}

function toEntry(certificate: Certificate, input: PublicKeyInput): KeyringEntry {
  const { fingerprint } = certificate.publicKey;
  const expected = input.fingerprint?.replace(/[\s:]/g, "").toUpperCase();
  if (expected !== undefined && expected !== fingerprint) {
    throw new GpgError("ERR_GPG_KEY", `The key is ${fingerprint}, where ${expected} was expected`, {
      hint: "Somebody else's key was handed out, or the pinned fingerprint is out of date.",
    });
  }
  return Object.freeze({
    signer: input.signer ?? certificate.userId ?? fingerprint,
    status: input.status ?? "active",
    ...(input.retiredAt === undefined
      ? {}
      : { retiredAt: toIso(Math.floor(input.retiredAt.getTime() / 1000)) }),
    ...toKeyringKey(certificate),
    subkeys: Object.freeze(certificate.subkeys.map(toKeyringKey)),
  });
}

function toKeyringKey({ publicKey, canSign, expiresAt, revoked }: CertifiedKey): KeyringKey {
  return Object.freeze({
    fingerprint: publicKey.fingerprint,
    algorithm: publicKey.algorithmName,
    ...(canSign ? {} : { maySign: false as const }),
    createdAt: toIso(publicKey.createdAt),
    ...(expiresAt === undefined ? {} : { expiresAt: toIso(expiresAt) }),
    ...(revoked === undefined
      ? {}
      : { revoked: Object.freeze({ at: toIso(revoked.at), reason: revoked.reason }) }),
    packet: Buffer.from(publicKey.body).toString("base64"),
  });
}

function readKeyBytes(key: PublicKeySource): readonly Uint8Array[] {
  if (key.length > MAX_KEY_BYTES) {
    throw new GpgError("ERR_GPG_KEY", `The public key has ${key.length} bytes, more than ${MAX_KEY_BYTES}`);
  }
  if (typeof key !== "string" && ((key[0] ?? 0) & 0x80) !== 0) return [key];
  const text = typeof key === "string" ? key : Buffer.from(key).toString("latin1");
  if (text.includes("-----BEGIN PGP PRIVATE KEY BLOCK-----")) throw privateKey();
  const blocks = readArmor(splitLines(text), "PUBLIC KEY BLOCK");
  if (blocks.length > 0) return blocks;
  throw new GpgError("ERR_GPG_KEY", "The input holds no PGP public key block", {
    hint: "Export it: gpg --armor --export.",
  });
}

function privateKey(): GpgError {
  return new GpgError("ERR_GPG_KEY", "The input is a private key, and a keyring needs the public one", {
    hint: "Keep the private key secret; export the public one: gpg --armor --export.",
  });
}

const SKIPPED: ReadonlySet<number> = new Set([packetTag.marker, packetTag.trust, packetTag.padding]);

function splitCertificates(blocks: readonly Uint8Array[]): readonly (readonly Packet[])[] {
  const certificates: Packet[][] = [];
  for (const packet of blocks.flatMap(readPackets)) {
    if (packet.tag === packetTag.secretKey || packet.tag === packetTag.secretSubkey) throw privateKey();
    if (packet.tag === packetTag.publicKey) certificates.push([packet]);
    else if (!SKIPPED.has(packet.tag)) certificates.at(-1)?.push(packet);
  }
  return certificates;
}

function refuseDuplicates(entries: readonly KeyringEntry[]): void {
  const seen = new Set<string>();
  for (const { fingerprint } of entries.flatMap((entry) => [entry, ...entry.subkeys])) {
    if (seen.has(fingerprint)) throw new GpgError("ERR_GPG_KEY", `The key ${fingerprint} is there twice`);
    seen.add(fingerprint);
  }
}
