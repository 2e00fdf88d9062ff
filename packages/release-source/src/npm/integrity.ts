import type { DigestAlgorithm, ExpectedDigest } from "@nodewright/artifact-store";

/** Digest lengths in bytes, the strongest first. What is weaker can be forged and does not count. */
const strong = [
  ["sha512", 64],
  ["sha384", 48],
  ["sha256", 32],
] as const satisfies readonly (readonly [DigestAlgorithm, number])[];

/**
 * The digest that a Subresource Integrity text (`sha512-…`, several hashes apart by blanks) asks for: all its hashes
 * of the strongest algorithm, any of which may match (W3C Subresource Integrity). Options after `?` are dropped.
 * @returns undefined when there is no well-formed strong hash in it
 */
export function strongestDigest(integrity: string): ExpectedDigest | undefined {
  const hashes = integrity.split(/\s+/).map((hash) => hash.split("?", 1)[0] ?? "");
  for (const [algorithm, sizeBytes] of strong) {
    const found = hashes.filter((hash) => isHashOf(hash, algorithm, sizeBytes));
    if (found.length > 0) return { algorithm, digest: found.join(" ") };
  }
  return undefined;
}

function isHashOf(hash: string, algorithm: string, sizeBytes: number): boolean {
  const [, name, base64 = ""] = /^([a-z0-9]+)-([A-Za-z0-9+/]+={0,2})$/.exec(hash) ?? [];
  return name === algorithm && Buffer.from(base64, "base64").length === sizeBytes;
}
