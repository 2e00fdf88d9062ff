import { readText } from "../http/read-text.js";
import { exchange, type Protocol } from "./exchange.js";
import { encodeStrictly } from "./object-key.js";
import { elements, elementText } from "./s3-xml.js";
import type { ListOptions, ObjectInfo } from "./types.js";

const MAX_PAGE_BYTES = 32 << 20;

export interface ListTarget {
  readonly bucketUrl: string;
  /** The store's own prefix, with a slash at its end unless empty; left out of the keys. */
  readonly prefix: string;
}

/** ListObjectsV2, page by page. */
export async function* listBucket(
  protocol: Protocol,
  { bucketUrl, prefix }: ListTarget,
  options: ListOptions,
): AsyncGenerator<ObjectInfo, void> {
  for (let token: string | undefined = ""; token !== undefined; ) {
    const query: Readonly<Record<string, string>> = {
      "list-type": "2",
      "encoding-type": "url",
      "max-keys": String(options.pageSize ?? 1000),
      prefix: prefix + (options.prefix ?? ""),
      ...(token === "" ? {} : { "continuation-token": token }),
    };
    const { value: xml } = await exchange(protocol, {
      request: { method: "GET", url: bucketUrl + toQuery(query), signal: options.signal },
      doing: "list",
      read: (response) => readText(response, { maxBytes: MAX_PAGE_BYTES, signal: options.signal }),
    });
    for (const content of elements(xml, "Contents")) {
      const info = toInfo(content, { prefix, isEncoded: elementText(xml, "EncodingType") === "url" });
      // Consoles make empty objects with a slash at the end and call them folders.
      if (info.key !== "" && !info.key.endsWith("/")) {
        yield info;
      }
    }
    const isMore = elementText(xml, "IsTruncated") === "true";
    token = isMore ? elementText(xml, "NextContinuationToken") : undefined;
  }
}

export function toQuery(parameters: Readonly<Record<string, string>>): string {
  return `?${Object.entries(parameters)
    .map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`)
    .join("&")}`;
}

function toInfo(
  content: string,
  { prefix, isEncoded }: { readonly prefix: string; readonly isEncoded: boolean },
): ObjectInfo {
  const key = elementText(content, "Key") ?? "";
  const modifiedAt = elementText(content, "LastModified");
  return {
    key: (isEncoded ? decodeURIComponent(key.replaceAll("+", " ")) : key).slice(prefix.length),
    sizeBytes: Number(elementText(content, "Size")),
    modifiedAt: modifiedAt === undefined ? undefined : new Date(modifiedAt),
    etag: elementText(content, "ETag"),
    sha256: undefined,
  };
}
