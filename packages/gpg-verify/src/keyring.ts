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
