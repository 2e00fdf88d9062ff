import type { ObjectInfo } from "./types.js";

type Headers = Readonly<Record<string, string>>;

/** What the headers of an answer to GET or HEAD tell of the object. */
export function infoFromHeaders(key: string, headers: Headers): ObjectInfo {
  const total = /\/(\d+)$/.exec(headers["content-range"] ?? "")?.[1] ?? headers["content-length"];
  const modifiedAt = new Date(headers["last-modified"] ?? Number.NaN);
  return {
    key,
    sizeBytes: total === undefined ? undefined : Number(total),
    modifiedAt: Number.isNaN(modifiedAt.getTime()) ? undefined : modifiedAt,
    etag: headers.etag,
    sha256: sha256From(headers),
  };
}

/**
 * The sha256 in hex, from where servers put it: our own metadata in S3; RFC 9530 and the older RFC
 * 3230; Artifactory's header.
 */
function sha256From(headers: Headers): string | undefined {
  const hex = headers["x-amz-meta-sha256"] ?? headers["x-checksum-sha256"];
  if (hex !== undefined && /^[0-9a-f]{64}$/i.test(hex)) {
    return hex.toLowerCase();
  }
  const base64 =
    /sha-256=:([^:]*):/i.exec(headers["repr-digest"] ?? "")?.[1] ??
    /sha-256=([^,]*)/i.exec(headers.digest ?? "")?.[1] ??
    "";
  const bytes = Buffer.from(base64, "base64");
  return bytes.length === 32 ? bytes.toString("hex") : undefined;
}

/** `sha-256=:…:`, as `Content-Digest` has it (RFC 9530). */
export function contentDigest(sha256: string): string {
  return `sha-256=:${hexToBase64(sha256)}:`;
}

function hexToBase64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}
