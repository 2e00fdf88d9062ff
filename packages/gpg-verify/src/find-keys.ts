import { GpgError } from "./errors.js";
import { toIso } from "./iso-time.js";
import type { Keyring, KeyringEntry, KeyringKey } from "./keyring.js";
import { type PublicKey, parsePublicKey } from "./public-key.js";

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
