import { createPublicKey, verify } from "node:crypto";
import { SourceError } from "../errors.js";
import type { RegistryKey } from "./registry-keys.js";

export interface SignedPackage {
  /** `name@version`. */
  readonly package: string;
  readonly integrity: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
  readonly keys: readonly RegistryKey[];
}

export type SignatureOutcome =
  | { readonly keyId: string }
  | { readonly keyId: undefined; readonly note: string };

/**
 * Checks a registry's signature: ECDSA P-256 with SHA-256 over `name@version:integrity`
 * (docs.npmjs.com, "About registry signatures").
 * @returns the pinned key that signed, or a note when no pinned key did (private registries have keys of their own)
 * @throws SourceError ERR_SOURCE_REGISTRY_SIGNATURE when a signature claims a pinned key and is wrong
 */
export function verifyRegistrySignature(signed: SignedPackage): SignatureOutcome {
  const message = Buffer.from(`${signed.package}:${signed.integrity}`);
  for (const { keyid, sig } of signed.signatures) {
    const key = signed.keys.find(({ keyId }) => keyId === keyid);
    if (key === undefined) continue;
    const publicKey = createPublicKey({ key: Buffer.from(key.spki, "base64"), format: "der", type: "spki" });
    if (verify("sha256", message, publicKey, Buffer.from(sig, "base64"))) return { keyId: keyid };
    throw new SourceError(
      "ERR_SOURCE_REGISTRY_SIGNATURE",
      `the registry's signature of ${signed.package} is wrong for key ${keyid}: name, version or integrity was changed`,
      { hint: "do not use this registry; report it to its operator" },
    );
  }
  return {
    keyId: undefined,
    note: `${signed.package}: signed by a key that is not pinned here (${signed.signatures[0]?.keyid ?? "none"}); not counted`,
  };
}
