import { GpgError } from "./errors.js";

export interface SigningKeyOptions {
  readonly name: string;
  readonly email: string;
  /** Locks the private key. */
  readonly passphrase?: string | undefined;
  /** When the key says that it was made. Default: the clock. */
  readonly date?: Date | undefined;
  /** How long the key is good for. Default: without end. */
  readonly expiresInSeconds?: number | undefined;
}

/** A new key pair, armored. */
export interface SigningKey {
  /** Keep it secret. */
  readonly privateKey: string;
  /** For those who verify: see createKeyring. */
  readonly publicKey: string;
  /** What they should pin: 40 upper-case hex digits. */
  readonly fingerprint: string;
  /** Takes the key back when it is lost. Keep it apart from the private key. */
  readonly revocationCertificate: string;
}

/**
 * Makes a key for signing lists: version 4, Ed25519, without subkeys, which gpg 2.2 and later read.
 * @throws {GpgError} `ERR_GPG_KEY`: name, email or lifetime are not usable.
 */
export async function generateSigningKey(options: SigningKeyOptions): Promise<SigningKey> {
  const { name, email, passphrase, date = new Date(), expiresInSeconds = 0 } = options;
  const openpgp = await import("openpgp");
  try {
    const { privateKey, publicKey, revocationCertificate } = await openpgp.generateKey({
      type: "ecc",
      curve: "ed25519Legacy",
      userIDs: [{ name, email }],
      subkeys: [],
      date,
      keyExpirationTime: expiresInSeconds,
      ...(passphrase === undefined ? {} : { passphrase }),
    });
    const key = await openpgp.readKey({ armoredKey: publicKey });
    return { privateKey, publicKey, fingerprint: key.getFingerprint().toUpperCase(), revocationCertificate };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GpgError("ERR_GPG_KEY", `Cannot make a signing key for ${name} <${email}>: ${why}`, { cause });
  }
}
