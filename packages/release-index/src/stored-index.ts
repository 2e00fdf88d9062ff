/** A fetched index as the store keeps it. */
export interface StoredIndex {
  readonly url: string;
  readonly body: string;
  /** When a server last vouched for it, in milliseconds since 1970. */
  readonly fetchedAt: number;
  readonly freshUntil: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Changes when older entries can no longer be read. */
const FORMAT = 1;

export function encodeStored({ url, body, fetchedAt, freshUntil, etag, lastModified }: StoredIndex): string {
  return JSON.stringify({ format: FORMAT, url, body, fetchedAt, freshUntil, etag, lastModified });
}

/** Undefined for anything that is not an entry of this URL: a store may be shared, old or damaged. */
export function decodeStored(text: string | undefined, url: string): StoredIndex | undefined {
  const value = text === undefined ? undefined : parse(text);
  if (!isRecord(value) || value.format !== FORMAT || value.url !== url) return undefined;
  const { body, fetchedAt, freshUntil, etag, lastModified } = value;
  if (typeof body !== "string" || typeof fetchedAt !== "number" || typeof freshUntil !== "number")
    return undefined;
  return { url, body, fetchedAt, freshUntil, etag: textOrNull(etag), lastModified: textOrNull(lastModified) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A damaged entry counts as none.
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
