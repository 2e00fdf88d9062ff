import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { RegistryKey } from "../../src/npm/registry-keys.js";

export interface SigningRegistryKey extends RegistryKey {
  sign(message: string): { readonly keyid: string; readonly sig: string };
}

/** A key as a registry's operator would make it. */
export function registryKey(keyId: string): SigningRegistryKey {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    keyId,
    spki: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    sign: (message) => ({
      keyid: keyId,
      sig: sign("sha256", Buffer.from(message), privateKey).toString("base64"),
    }),
  };
}

export function sriOf(bytes: string | Uint8Array, algorithm = "sha512"): string {
  return `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;
}

/** The answer of a registry for one version; `dist` may be overridden. */
export function manifest(
  name: string,
  version: string,
  dist: Readonly<Record<string, unknown>> = {},
): object {
  return {
    name,
    version,
    dist: {
      tarball: `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`,
      integrity: sriOf(`${name}@${version}`),
      shasum: createHash("sha1").update(name).digest("hex"),
      ...dist,
    },
  };
}
