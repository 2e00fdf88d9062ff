import { httpError } from "../http/http-error.js";
import { discard, type HttpResponse } from "../http/send.js";
import { parseContentRange } from "./content-range.js";
import type { Transfer } from "./transfer-state.js";

/** An answer that holds the whole file, or exactly the part that is missing. */
export async function openResponse(job: Transfer): Promise<HttpResponse> {
  const range = rangeHeaders(job);
  const response = await request(job, range ?? {});
  if (response.status === 200 || response.status === 203) {
    return response;
  }
  if (range !== undefined && response.status === 206 && continues(job, response)) {
    return response;
  }
  discard(response);
  if (range !== undefined && (response.status === 206 || response.status === 416)) {
    const whole = await request(job, {});
    if (whole.status === 200 || whole.status === 203) {
      return whole;
    }
    discard(whole);
    throw httpError({ ...whole, url: job.url }, "download");
  }
  throw httpError({ ...response, url: job.url }, "download");
}

function request({ url, options }: Transfer, range: Readonly<Record<string, string>>): Promise<HttpResponse> {
  // "identity": a server that compresses on the way would change the bytes that are digested.
  const headers = { "accept-encoding": "identity", ...options.headers, ...range };
  return options.client.send({ url, method: "GET", headers, signal: options.signal });
}

/**
 * How to ask for the missing part. Without a validator a server may splice two versions of a file,
 * so then it is asked for only where a digest would tell.
 */
function rangeHeaders({ url, options, state }: Transfer): Record<string, string> | undefined {
  if (state.offset === 0) {
    return undefined;
  }
  const range = `bytes=${state.offset}-`;
  const tag = state.validator?.url === url ? state.validator.tag : undefined;
  if (tag !== undefined) {
    return { range, "if-range": tag };
  }
  return (options.expect ?? []).length > 0 ? { range } : undefined;
}

/** True if a 206 answer goes on exactly where the last try stopped, in the same file. */
function continues({ url, state }: Transfer, response: HttpResponse): boolean {
  const range = parseContentRange(response.headers["content-range"]);
  const tag = validatorTag(response);
  const isSameFile = state.validator?.url !== url || tag === undefined || tag === state.validator.tag;
  const isSameSize =
    range?.total === undefined || state.totalBytes === undefined || range.total === state.totalBytes;
  return range?.start === state.offset && isSameFile && isSameSize;
}

export function validatorTag({ headers }: HttpResponse): string | undefined {
  const etag = headers.etag;
  return etag !== undefined && !etag.startsWith("W/") ? etag : headers["last-modified"];
}
