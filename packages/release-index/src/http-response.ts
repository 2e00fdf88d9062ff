/** The part of the platform's Response that is used. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body?: ByteStream | null;
  text(): Promise<string>;
}

/** The part of a web stream that is used. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<unknown>;
  };
}

/** The platform's `fetch`, or anything like it. */
export type FetchLike = (
  url: string,
  init: { readonly headers: Record<string, string>; readonly signal: AbortSignal },
) => Promise<FetchResponse>;

/** What a Cache-Control header allows. `maxAgeMs` is absent when the header says nothing of it. */
export interface CacheLifetime {
  readonly maxAgeMs?: number;
  readonly mayStore: boolean;
}

/** Reads a Cache-Control header, of which the last `max-age` holds. */
export function cacheLifetime(header: string | null): CacheLifetime {
  const directives = (header ?? "")
    .toLowerCase()
    .split(",")
    .map((part) => part.trim());
  if (directives.includes("no-store")) return { maxAgeMs: 0, mayStore: false };
  if (directives.includes("no-cache")) return { maxAgeMs: 0, mayStore: true };
  const ages = directives.flatMap((directive) => /^max-age="?(\d{1,10})"?$/.exec(directive)?.[1] ?? []);
  const seconds = ages.at(-1);
  return seconds === undefined ? { mayStore: true } : { maxAgeMs: Number(seconds) * 1000, mayStore: true };
}

/** Reads a body as UTF-8, and throws once it is too long. */
export async function readBody(response: FetchResponse, maxBytes: number): Promise<string> {
  const announced = Number(response.headers.get("content-length") ?? 0);
  if (announced > maxBytes) throw tooLong(maxBytes);
  const reader = response.body?.getReader();
  if (!reader) return checkedText(await response.text(), maxBytes);
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value?.length ?? 0;
    if (length > maxBytes) {
      await reader.cancel();
      throw tooLong(maxBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function checkedText(text: string, maxBytes: number): string {
  if (text.length > maxBytes) throw tooLong(maxBytes);
  return text;
}

function tooLong(maxBytes: number): Error {
  return new Error(`it is longer than ${maxBytes} bytes, which no index of Node.js releases is`);
}
