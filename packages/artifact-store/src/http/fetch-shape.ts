import { Readable } from "node:stream";
import { ACCEPT_ENCODING, decodeBody } from "./decode-body.js";
import type { HttpRequest, HttpResponse } from "./send.js";

/** The part of `RequestInit` that is honoured. */
export interface FetchInit {
  readonly method?: string | undefined;
  readonly headers?: ConstructorParameters<typeof Headers>[0] | undefined;
  readonly body?: string | Uint8Array | null | undefined;
  readonly signal?: AbortSignal | null | undefined;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** @throws TypeError for a method that is not one of GET, HEAD, POST, PUT, PATCH, DELETE. */
export async function toHttpRequest(
  input: string | URL | Request,
  init: FetchInit = {},
): Promise<HttpRequest> {
  const base = input instanceof Request ? input : undefined;
  const wanted = (init.method ?? base?.method ?? "GET").toUpperCase();
  const method = METHODS.find((name) => name === wanted);
  if (method === undefined) {
    throw new TypeError(`Unknown request method ${wanted}`);
  }
  const headers = new Headers(init.headers ?? base?.headers);
  if (!headers.has("accept-encoding")) {
    headers.set("accept-encoding", ACCEPT_ENCODING);
  }
  return {
    url: base?.url ?? String(input),
    method,
    headers: Object.fromEntries(headers),
    body: init.body ?? (base?.body ? await base.bytes() : undefined),
    signal: init.signal ?? base?.signal,
  };
}

const BODILESS_STATUSES: ReadonlySet<number> = new Set([101, 204, 205, 304]);

export function toResponse(response: HttpResponse, method: HttpRequest["method"]): Response {
  const { status, headers, url } = response;
  const hasBody = method !== "HEAD" && !BODILESS_STATUSES.has(status);
  if (!hasBody) {
    response.body.resume();
  }
  const shown = new Headers(headers);
  if (hasBody && shown.has("content-encoding")) {
    shown.delete("content-encoding");
    shown.delete("content-length");
  }
  const body = hasBody ? Readable.toWeb(decodeBody(response)) : null;
  const result = new Response(body, { status, headers: shown });
  Object.defineProperty(result, "url", { value: url });
  return result;
}
