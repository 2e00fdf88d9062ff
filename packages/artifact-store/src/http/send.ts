import type { Readable } from "node:stream";
import { abortedError, throwIfAborted } from "../abort.js";
import { redactUrl } from "../redact-url.js";
import { toNetworkError } from "./network-errors.js";
import { headersFor, isRedirect, nextUrl, type RedirectPolicy } from "./redirects.js";
import type { Requester } from "./requester.js";

export interface HttpRequest {
  readonly url: string;
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  /** A function is asked anew for each redirect; `headers` must then tell the length. */
  readonly body?: string | Uint8Array | (() => Readable) | undefined;
  /** Default: "follow". With "manual", a redirect is returned like any other answer. */
  readonly redirect?: "follow" | "manual" | undefined;
  /** The verb of error messages. Default: "fetch". */
  readonly doing?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Any status; redirects have been followed unless the request says otherwise. */
export interface HttpResponse {
  /** The URL that answered in the end. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case, repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be read to its end, or destroyed. Bytes as sent: no content coding is undone. */
  readonly body: Readable;
}

/** Chunks are read ahead up to this size, so that a consumer gets few large ones. */
const READ_AHEAD_BYTES = 1 << 20;

/** One exchange, redirects followed, nothing repeated. */
export async function send(
  requester: Requester,
  request: HttpRequest,
  policy: RedirectPolicy,
): Promise<HttpResponse> {
  const trail = [withoutHash(request.url)];
  const { origin } = new URL(request.url);
  let { method, body, headers: own } = request;
  for (;;) {
    const url = trail.at(-1) ?? request.url;
    const headers = headersFor(url, { origin, headers: own });
    const response = await exchange(requester, { ...request, url, method, body, headers });
    if (!isRedirect(response.status) || request.redirect === "manual") {
      return response;
    }
    discard(response);
    if (response.status === 303 || (response.status < 303 && method === "POST")) {
      method = method === "HEAD" ? "HEAD" : "GET";
      body = undefined;
      own = withoutContent(own);
    }
    trail.push(nextUrl(trail, response.headers.location, policy));
  }
}

/** Gives up a body that nobody will read. */
export function discard({ body }: Pick<HttpResponse, "body">): void {
  body.on("error", () => {}).destroy();
}

/** The headers of a request that has no body any more. */
function withoutContent(headers: HttpRequest["headers"]): HttpRequest["headers"] {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.toLowerCase().startsWith("content-")),
  );
}

function withoutHash(url: string): string {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}

async function exchange(requester: Requester, request: HttpRequest): Promise<HttpResponse> {
  const { url, signal, doing: verb = "fetch" } = request;
  const doing = `Cannot ${verb} ${redactUrl(url)}`;
  throwIfAborted(doing, signal);
  const { origin, pathname, search } = new URL(url);
  try {
    const answer = await requester.request({
      origin,
      path: pathname + search,
      method: request.method,
      headers: { ...basicAuthorization(url), ...request.headers },
      body: (typeof request.body === "function" ? request.body() : request.body) ?? null,
      highWaterMark: READ_AHEAD_BYTES,
      ...(signal === undefined ? {} : { signal }),
    });
    return { url, status: answer.statusCode, headers: flatten(answer.headers), body: answer.body };
  } catch (error) {
    throw signal?.aborted ? abortedError(doing, signal) : toNetworkError(error, verb, url);
  }
}

/** User name and password of the URL itself; they go to its own host only. */
function basicAuthorization(url: string): Record<string, string> {
  const { username, password } = new URL(url);
  if (username === "" && password === "") {
    return {};
  }
  const pair = `${decode(username)}:${decode(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

/** A percent sign that encodes nothing stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) {
      entries.push([name.toLowerCase(), typeof value === "string" ? value : value.join(", ")]);
    }
  }
  return Object.fromEntries(entries);
}
