import { GpgError } from "./errors.js";
import { type PublicKey, parsePublicKey } from "./public-key.js";

/** Why an owner took a key back. `compromised` and `unspecified` void everything the key ever signed. */
export type RevocationReason = "compromised" | "superseded" | "retired" | "unspecified";

export interface Revocation {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reason: RevocationReason;
}

/** One public key that may have signed: a primary key or a subkey. Plain data, as it stands in a table. */
export interface KeyringKey {
  /** 40 upper-case hex digits. */
  readonly fingerprint: string;
  /** `rsa4096`, `dsa1024`, `ed25519`, `nistp256`… */
  readonly algorithm: string;
  /** `false` for a primary key that only certifies, and for a subkey that encrypts or is not bound both ways. */
  readonly maySign?: false;
  /** Start of the validity window: ISO 8601, UTC. */
  readonly createdAt: string;
  /** End of the validity window by the owner's newest word, if he set one. */
  readonly expiresAt?: string;
  readonly revoked?: Revocation;
  /** Body of the public-key packet, base64. */
  readonly packet: string;
}

/** A primary key with the subkeys that it vouches for. */
export interface KeyringEntry extends KeyringKey {
  /** Whose key it is. */
  readonly signer: string;
  /** Whether the signer still makes releases with it. */
  readonly status: "active" | "retired";
  /** From when on the key is no longer expected to sign: ISO 8601, UTC. */
  readonly retiredAt?: string;
  readonly subkeys: readonly KeyringKey[];
}

/**
 * The keys that a verdict may rest on. What stands in it is trusted as it stands: whoever makes one
 * (createKeyring, keyringFromJson's caller, the release that pinned the table) answers for it.
 */
export interface Keyring {
  /** Grows with every change of the data, apart from the code's version. */
  readonly dataVersion: string;
  /** Day of the data: YYYY-MM-DD. */
  readonly date: string;
  /** Where the keys come from, for people. */
  readonly source: string;
  readonly keys: readonly KeyringEntry[];
}

/** A key found in a keyring. */
export interface FoundKey {
  readonly entry: KeyringEntry;
  /** The entry itself, or the subkey that was meant. */
  readonly key: KeyringKey;
  readonly publicKey: PublicKey;
}

interface Located {
  readonly entry: KeyringEntry;
  readonly key: KeyringKey;
}

const indexes = new WeakMap<Keyring, ReadonlyMap<string, readonly Located[]>>();
const publicKeys = new WeakMap<KeyringKey, PublicKey>();

/**
 * The keys that an issuer can mean: one by its fingerprint; by a key id, which anybody can forge,
 * as many as share it.
 * @throws {GpgError} `ERR_GPG_KEYRING`: the packet in the table is not the key that the table says.
 */
export function findKeys(keyring: Keyring, fingerprintOrKeyId: string): readonly FoundKey[] {
  const located = indexOf(keyring).get(fingerprintOrKeyId.slice(-16)) ?? [];
  return located
    .filter(({ key }) => key.fingerprint.endsWith(fingerprintOrKeyId))
    .map(({ entry, key }) => ({ entry, key, publicKey: publicKeyOf(key) }));
}

/**
 * The key of a row, checked against what the row says: a table that lies about a key must not pass.
 * @throws {GpgError} `ERR_GPG_KEYRING`.
 */
export function publicKeyOf(key: KeyringKey): PublicKey {
  const known = publicKeys.get(key);
  if (known !== undefined) return known;
  const publicKey = parsePacket(key);
  const { fingerprint, algorithmName, createdAt } = publicKey;
  if (
    fingerprint !== key.fingerprint ||
    algorithmName !== key.algorithm ||
    toIso(createdAt) !== key.createdAt
  ) {
    throw wrongRow(
      key,
      `its packet is ${fingerprint}, ${algorithmName}, of ${toIso(createdAt)}, where the row says ${key.algorithm}, of ${key.createdAt}`,
    );
  }
  publicKeys.set(key, publicKey);
  return publicKey;
}

function parsePacket(key: KeyringKey): PublicKey {
  try {
    return parsePublicKey(Buffer.from(key.packet, "base64"));
  } catch (cause) {
    throw wrongRow(key, "its packet is not a public key", cause);
  }
}

function wrongRow({ fingerprint }: KeyringKey, why: string, cause?: unknown): GpgError {
  return new GpgError("ERR_GPG_KEYRING", `Keyring lists ${fingerprint}: ${why}`, {
    hint: "Make the keyring anew from the original keys.",
    cause,
  });
}

/** Seconds since 1970 as ISO 8601 without fractions. */
export function toIso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function indexOf(keyring: Keyring): ReadonlyMap<string, readonly Located[]> {
  const known = indexes.get(keyring);
  if (known !== undefined) return known;
  const index = new Map<string, Located[]>();
  for (const entry of keyring.keys) {
    for (const key of [entry, ...entry.subkeys]) {
      const keyId = key.fingerprint.slice(-16);
      index.set(keyId, [...(index.get(keyId) ?? []), { entry, key }]);
    }
  }
  indexes.set(keyring, index);
  return index;
}
