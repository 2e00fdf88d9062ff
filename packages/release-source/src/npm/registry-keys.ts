/** A key with which a registry signs what it publishes. */
export interface RegistryKey {
  /** SSH fingerprint of the key. */
  readonly keyId: string;
  /** SubjectPublicKeyInfo, DER in base64; ECDSA on P-256. */
  readonly spki: string;
}

/**
 * The public keys with which registry.npmjs.org signs packages, pinned: a mirror's own `/-/npm/v1/keys` is worth
 * no more than the mirror. Source: `registry.npmjs.org/keys.json` of the Sigstore TUF root
 * (tuf-repo-cdn.sigstore.dev), usage `npm:signatures`. The first was in use until January 2025: what it signed stays
 * signed, and when something was signed no registry proves.
 */
export const npmRegistryKeys: readonly RegistryKey[] = [
  {
    keyId: "SHA256:jl3bwswu80PjjokCgh0o2w5c2U4LhQAE57gj9cz1kzA",
    spki: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHcA5UogKo0EWtlWwW6KSaKoTNEYL7JlCQiVnkhBktUgg==",
  },
  {
    keyId: "SHA256:DhQ8wR5APBvFHLF/+Tc+AYvPOdTpcIDqOhxsBHRwC7U",
    spki: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEY6Ya7W++7aUPzvMTrezH6Ycx3c+HOKYCcNGybJZSCJq/fd7Qa8uuAKtdIkUQtQiEKERhAmE5lMMJhP8OkDOa2g==",
  },
];
