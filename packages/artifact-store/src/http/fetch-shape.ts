import { Readable } from "node:stream";
import { ACCEPT_ENCODING, decodeBody } from "./decode-body.js";
import type { HttpRequest, HttpResponse } from "./send.js";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** @throws TypeError for a method that is not one of GET, HEAD, POST, PUT, PATCH, DELETE. */
export async function toHttpRequest(input: string | URL | Request, init?: RequestInit): Promise<HttpRequest> {
  // A Request may not hold a URL with credentials, which here may come from a user's mirror setting.
  const request =
    input instanceof Request ? new Request(input, init) : new Request("http://unused.invalid/", init);
  const method = METHODS.find((name) => name === request.method);
  if (method === undefined) {
    throw new TypeError(`Unknown request method ${request.method}`);
  }
  const headers = new Headers(request.headers);
  if (!headers.has("accept-encoding")) {
    headers.set("accept-encoding", ACCEPT_ENCODING);
  }
  return {
    url: input instanceof Request ? input.url : String(input),
    method,
    headers: Object.fromEntries(headers),
    body: request.body === null ? undefined : await request.bytes(),
    // The caller's own: that of a copied Request goes deaf when the copy is collected.
    signal: init?.signal ?? (input instanceof Request ? input.signal : undefined),
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
