import { createPublicKey, verify } from "node:crypto";
import { SourceError } from "../errors.js";
import type { RegistryKey } from "./registry-keys.js";

export interface SignedPackage {
  /** `name@version`. */
  readonly package: string;
  /** The integrity text as the registry wrote it: it is part of what was signed. */
  readonly integrity: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/**
 * Checks a registry's signatures: ECDSA P-256 with SHA-256 over `name@version:integrity`
 * (docs.npmjs.com, "About registry signatures").
 * @param keys the keys that count
 * @returns the first of them that signed, undefined when none did (private registries have keys of their own)
 * @throws SourceError ERR_SOURCE_REGISTRY_SIGNATURE when a signature claims one of the keys and is wrong
 */
export function verifyRegistrySignature(
  signed: SignedPackage,
  keys: readonly RegistryKey[],
): RegistryKey | undefined {
  const message = Buffer.from(`${signed.package}:${signed.integrity}`);
  const signers = signed.signatures.flatMap(({ keyid, sig }) => {
    const key = keys.find(({ keyId }) => keyId === keyid);
    if (key === undefined) return [];
    if (isSignatureOf(message, sig, key)) return [key];
    throw new SourceError(
      "ERR_SOURCE_REGISTRY_SIGNATURE",
      `the registry's signature of ${signed.package} is wrong for key ${keyid}: name, version or integrity was changed`,
      { hint: "do not use this registry; report it to its operator" },
    );
  });
  return signers[0];
}

function isSignatureOf(message: Uint8Array, signature: string, { spki }: RegistryKey): boolean {
  const key = createPublicKey({ key: Buffer.from(spki, "base64"), format: "der", type: "spki" });
  return verify("sha256", message, key, Buffer.from(signature, "base64"));
}
