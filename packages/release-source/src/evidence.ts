/**
 * What vouches for the bytes of one file. The list of an offer is what the source could prove; nothing in it is
 * assumed, and an empty list never reaches a disk.
 */
export type Evidence =
  | {
      /** A SHASUMS file signed by a trusted key names the file with this digest. */
      readonly kind: "release-key";
      readonly fileName: string;
      readonly sha256: string;
      readonly signer: string;
      readonly keyFingerprint: string;
      /** The verdict's sentence, for people. */
      readonly reason: string;
    }
  | {
      /** A SHASUMS file without a checked signature: whoever can change the file can change the digest. */
      readonly kind: "unsigned-shasums";
      readonly fileName: string;
      readonly sha256: string;
      readonly origin: string;
    }
  | {
      /** The registry's own digest of the package (`dist.integrity`). */
      readonly kind: "registry-integrity";
      readonly package: string;
      readonly integrity: string;
      readonly registry: string;
    }
  | {
      /** The registry's signature over name, version and integrity, by a pinned key. */
      readonly kind: "registry-signature";
      readonly package: string;
      readonly keyId: string;
    };

/** Evidence that does not rest on the server which sent the bytes. */
export function isSigned(evidence: readonly Evidence[]): boolean {
  return evidence.some(({ kind }) => kind === "release-key" || kind === "registry-signature");
}

/** One line for people. */
export function describeEvidence(evidence: Evidence): string {
  switch (evidence.kind) {
    case "release-key":
      return `${evidence.fileName}: sha256 signed by ${evidence.signer} (key ${shortKey(evidence.keyFingerprint)})`;
    case "unsigned-shasums":
      return `${evidence.fileName}: sha256 from ${evidence.origin}, signature not checked`;
    case "registry-integrity":
      return `${evidence.package}: ${evidence.integrity.split("-")[0]} integrity from ${evidence.registry}`;
    case "registry-signature":
      return `${evidence.package}: signed by the npm registry (key ${evidence.keyId})`;
  }
}

/** The last 16 hex digits: what gpg calls the long key id. */
function shortKey(fingerprint: string): string {
  return fingerprint.slice(-16).toUpperCase();
}
