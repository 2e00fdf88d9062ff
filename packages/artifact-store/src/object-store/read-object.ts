import type { HttpResponse } from "../http/send.js";
import { assertWithin, pastEndError, rangeHeader, type Span, spanOf } from "./byte-range.js";
import { type Exchange, exchange, type Protocol } from "./exchange.js";
import { objectBody } from "./object-body.js";
import { infoFromHeaders } from "./object-headers.js";
import type { GetOptions, StoredObject } from "./types.js";

export interface ReadTarget {
  readonly key: string;
  readonly url: string;
  readonly location: string;
}

/** GET of an object, or of part of it. Undefined if there is none. */
export async function readObject(
  protocol: Protocol,
  { key, url, location }: ReadTarget,
  { range, signal }: GetOptions,
): Promise<StoredObject | undefined> {
  const span = spanOf(range);
  const job = (part: Span, headers: Record<string, string>): Exchange<HttpResponse> => ({
    request: { method: "GET", url, headers: { ...rangeHeaders(part), ...headers }, signal },
    doing: "read",
    accept: [404, 410, 416],
    read: async (response) => response,
  });
  const { value: response, status, headers } = await exchange(protocol, job(span, {}));
  if (status === 416) {
    response.body.resume();
    throw pastEndError(span.start, location);
  }
  if (status === 404 || status === 410) {
    response.body.resume();
    return undefined;
  }
  const info = infoFromHeaders(key, headers);
  assertWithin(span, info.sizeBytes ?? Number.POSITIVE_INFINITY, location);
  const resume = async (rest: Span, etag: string): Promise<HttpResponse> =>
    (await exchange(protocol, { ...job(rest, { "if-match": etag }), accept: [] })).value;
  return { ...info, body: objectBody(response, { info, span, retry: protocol.retry, signal, resume }) };
}

function rangeHeaders(span: Span): Record<string, string> {
  const range = rangeHeader(span);
  return { "accept-encoding": "identity", ...(range === undefined ? {} : { range }) };
}
