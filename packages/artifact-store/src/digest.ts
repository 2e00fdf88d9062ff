import { createHash, type Hash } from "node:crypto";
import { ArtifactError } from "./errors.js";

/** md5 and sha1 find damage, not tampering: they are here for old definitions and registries. */
export type DigestAlgorithm = "md5" | "sha1" | "sha256" | "sha384" | "sha512";

/** What the bytes of an artifact must be. */
export interface ExpectedDigest {
  readonly algorithm: DigestAlgorithm;
  /** Hexadecimal, or Subresource Integrity text (`sha512-…`, several hashes apart by blanks). */
  readonly digest: string;
  readonly sizeBytes?: number | undefined;
}

const HEX_LENGTH: Readonly<Record<DigestAlgorithm, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/**
 * The accepted digests as lower-case hex: one, or several when the integrity text lists several of
 * this algorithm (any of them may match, as in Subresource Integrity).
 * @throws ArtifactError ERR_ARTIFACT_DIGEST if the text is no digest of this algorithm.
 */
export function parseExpectedDigest({ algorithm, digest }: ExpectedDigest): readonly string[] {
  const text = digest.trim();
  if (isHexDigest(algorithm, text)) {
    return [text.toLowerCase()];
  }
  const prefix = `${algorithm}-`;
  const found = text
    .split(/\s+/)
    .filter((token) => token.startsWith(prefix))
    .map((token) => decodeBase64(token.slice(prefix.length).split("?", 1)[0] ?? ""))
    .filter((hex) => isHexDigest(algorithm, hex));
  if (found.length === 0) {
    throw new ArtifactError(
      "ERR_ARTIFACT_DIGEST",
      `Cannot check a digest: ${JSON.stringify(digest)} is no ${algorithm}`,
      {
        hint: `Give ${HEX_LENGTH[algorithm]} hexadecimal digits or integrity text that begins with "${prefix}".`,
      },
    );
  }
  return found;
}

function isHexDigest(algorithm: DigestAlgorithm, text: string): boolean {
  return text.length === HEX_LENGTH[algorithm] && /^[0-9a-f]+$/i.test(text);
}

function decodeBase64(text: string): string {
  return Buffer.from(text, "base64").toString("hex");
}

/** Several digests over one pass of bytes. */
export class Digester {
  readonly #hashes: ReadonlyMap<DigestAlgorithm, Hash>;

  constructor(algorithms: Iterable<DigestAlgorithm>) {
    this.#hashes = new Map([...new Set(algorithms)].map((name) => [name, createHash(name)]));
  }

  update(bytes: Uint8Array): void {
    for (const hash of this.#hashes.values()) {
      hash.update(bytes);
    }
  }

  /** The digests so far, in hex; more bytes may follow. */
  current(): Partial<Record<DigestAlgorithm, string>> {
    return Object.fromEntries([...this.#hashes].map(([name, hash]) => [name, hash.copy().digest("hex")]));
  }
}
