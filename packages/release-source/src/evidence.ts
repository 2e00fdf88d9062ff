import * as z from "zod/mini";

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
      /** Subresource Integrity text; `sha1-…` only where unsigned digests were asked for. */
      readonly integrity: string;
      readonly registry: string;
    }
  | {
      /** The registry's signature over name, version and integrity, by a pinned key. */
      readonly kind: "registry-signature";
      readonly package: string;
      readonly keyId: string;
    }
  | {
      /** A lockfile pins the file's digest: whoever reviewed the lockfile vouches for these bytes. */
      readonly kind: "lockfile";
      readonly fileName: string;
      /** Hexadecimal SHA-256, or Subresource Integrity text. */
      readonly digest: string;
      readonly lockfile: string;
      /** What vouched for it when it was locked, a line each. */
      readonly vouched: readonly string[];
    };

const EvidenceSchema: z.ZodMiniType<Evidence> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("release-key"),
    fileName: z.string(),
    sha256: z.string(),
    signer: z.string(),
    keyFingerprint: z.string(),
    reason: z.string(),
  }),
  z.object({
    kind: z.literal("unsigned-shasums"),
    fileName: z.string(),
    sha256: z.string(),
    origin: z.string(),
  }),
  z.object({
    kind: z.literal("registry-integrity"),
    package: z.string(),
    integrity: z.string(),
    registry: z.string(),
  }),
  z.object({ kind: z.literal("registry-signature"), package: z.string(), keyId: z.string() }),
  z.object({
    kind: z.literal("lockfile"),
    fileName: z.string(),
    digest: z.string(),
    lockfile: z.string(),
    vouched: z.array(z.string()),
  }),
]);

/** Evidence that was written down earlier; undefined for what this version does not understand. */
export function parseEvidence(value: unknown): Evidence | undefined {
  return EvidenceSchema.safeParse(value).data;
}

/** Whether any of it rests on more than the server which sent the bytes. */
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
    case "lockfile":
      return `${evidence.fileName}: digest pinned by ${evidence.lockfile}`;
  }
}

/** The last 16 hex digits: what gpg calls the long key id. */
function shortKey(fingerprint: string): string {
  return fingerprint.slice(-16).toUpperCase();
}
