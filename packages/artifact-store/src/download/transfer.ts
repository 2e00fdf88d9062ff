import { abortedError } from "../abort.js";
import { type DigestAlgorithm, Digester } from "../digest.js";
import { ArtifactError } from "../errors.js";
import { httpError } from "../http/http-error.js";
import { bodyError } from "../http/read-text.js";
import { discard, type HttpResponse } from "../http/send.js";
import { redactUrl } from "../redact-url.js";
import { parseContentRange } from "./content-range.js";
import { assertNoWebPage, GUARD_BYTES } from "./html-guard.js";
import type { DownloadOptions } from "./types.js";

/** What has been received so far, over all tries and mirrors. */
export interface TransferState {
  offset: number;
  totalBytes: number | undefined;
  resumedFrom: number | undefined;
  hasAnswered: boolean;
  /** What identified the bytes at the URL that sent them last. */
  validator: Validator | undefined;
  readonly digester: Digester;
  /** One of the digester's; a repeated beginning is compared by it. */
  readonly algorithm: DigestAlgorithm;
}

interface Validator {
  readonly url: string;
  /** A strong ETag or a date, as `If-Range` takes it; undefined if the server gave neither. */
  readonly tag: string | undefined;
}

export interface Transfer {
  readonly url: string;
  readonly options: DownloadOptions;
  readonly state: TransferState;
}

/** One try at one URL: yields what comes after `state.offset`, which it moves on. */
export async function* transfer(job: Transfer): AsyncGenerator<Uint8Array, void, undefined> {
  const { url, options, state } = job;
  const response = await openResponse(job);
  try {
    const startAt = response.status === 206 ? state.offset : 0;
    state.hasAnswered = true;
    state.resumedFrom = startAt === 0 ? undefined : startAt;
    state.totalBytes = checkedTotal(job, response, startAt);
    state.validator = { url, tag: validatorTag(response) };
    const bytes = readBody(job, response);
    yield* newBytes(job, startAt === 0 ? withoutWebPage(bytes, response) : bytes, startAt);
  } finally {
    discard(response);
  }
  if (state.totalBytes !== undefined && state.offset < state.totalBytes) {
    throw truncated(job, undefined);
  }
  assertSize(job, state.offset, "it is");
  state.totalBytes = state.offset;
  options.signal?.throwIfAborted();
}

/** An answer that holds the whole file, or exactly the part that is missing. */
async function openResponse(job: Transfer): Promise<HttpResponse> {
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

function validatorTag({ headers }: HttpResponse): string | undefined {
  const etag = headers.etag;
  return etag !== undefined && !etag.startsWith("W/") ? etag : headers["last-modified"];
}

function checkedTotal(job: Transfer, response: HttpResponse, startAt: number): number | undefined {
  const length = response.headers["content-length"];
  const announced = length !== undefined && /^\d+$/.test(length) ? startAt + Number(length) : undefined;
  const total = parseContentRange(response.headers["content-range"])?.total ?? announced;
  if (total !== undefined) {
    assertSize(job, total, "the server announces");
  }
  return total ?? expectedSize(job);
}

function expectedSize({ options }: Transfer): number | undefined {
  return options.expect?.find(({ sizeBytes }) => sizeBytes !== undefined)?.sizeBytes;
}

function assertSize(job: Transfer, sizeBytes: number, how: string): void {
  const { url, options } = job;
  const shown = redactUrl(url);
  const wanted = expectedSize(job);
  if (wanted !== undefined && wanted !== sizeBytes) {
    throw new ArtifactError(
      "ERR_ARTIFACT_SIZE",
      `Cannot download ${shown}: ${how} ${sizeBytes} bytes where ${wanted} are expected`,
      {
        hint: "The file at this address is not the one that was asked for: check the address or name another mirror.",
        url: shown,
      },
    );
  }
  if (options.maxBytes !== undefined && sizeBytes > options.maxBytes) {
    throw new ArtifactError(
      "ERR_ARTIFACT_LIMIT",
      `Cannot download ${shown}: ${how} ${sizeBytes} bytes, more than the ${options.maxBytes} allowed`,
      {
        hint: "Check the address.",
        url: shown,
      },
    );
  }
}

async function* readBody(job: Transfer, { body }: HttpResponse): AsyncGenerator<Uint8Array, void, undefined> {
  const { url, options } = job;
  try {
    for await (const chunk of body) {
      yield chunk;
    }
  } catch (error) {
    if (options.signal?.aborted) {
      throw abortedError(`Cannot download ${redactUrl(url)}`, options.signal);
    }
    const failure = bodyError(error, url);
    throw failure.code === "ERR_ARTIFACT_TRUNCATED" ? truncated(job, error) : failure;
  }
}

function truncated({ url, state }: Transfer, cause: unknown): ArtifactError {
  const shown = redactUrl(url);
  const total = state.totalBytes === undefined ? "" : ` of ${state.totalBytes}`;
  return new ArtifactError(
    "ERR_ARTIFACT_TRUNCATED",
    `Cannot download ${shown}: the connection was cut after ${state.offset}${total} bytes`,
    { hint: "Check the network connection and try again.", url: shown, cause },
  );
}

async function* withoutWebPage(
  bytes: AsyncIterable<Uint8Array>,
  { headers, url }: HttpResponse,
): AsyncGenerator<Uint8Array, void, undefined> {
  let head: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length >= GUARD_BYTES) {
      assertNoWebPage(head.subarray(0, GUARD_BYTES), headers["content-type"], url);
      yield head;
      head = undefined;
    }
  }
  if (head !== undefined) {
    assertNoWebPage(head, headers["content-type"], url);
    yield head;
  }
}

/**
 * Passes on what is new. Where the server sends the file from its beginning again, the part already
 * delivered is compared by digest and left out: a consumer cannot take bytes back.
 */
async function* newBytes(
  job: Transfer,
  bytes: AsyncIterable<Uint8Array>,
  startAt: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { state } = job;
  let known = state.offset - startAt;
  const repeated = new Digester(known > 0 ? [state.algorithm] : []);
  for await (const chunk of bytes) {
    const skipped = Math.min(known, chunk.length);
    if (known > 0) {
      repeated.update(chunk.subarray(0, skipped));
      known -= skipped;
      if (known === 0) {
        assertSameBeginning(job, repeated);
      }
    }
    if (skipped < chunk.length) {
      yield accept(job, chunk.subarray(skipped));
    }
  }
  if (known > 0) {
    throw state.totalBytes === undefined ? changed(job) : truncated(job, undefined);
  }
}

function assertSameBeginning(job: Transfer, repeated: Digester): void {
  const { algorithm, digester } = job.state;
  if (repeated.current()[algorithm] !== digester.current()[algorithm]) {
    throw changed(job);
  }
}

function changed({ url, state }: Transfer): ArtifactError {
  const shown = redactUrl(url);
  const what = `its first ${state.offset} bytes are no longer those received before`;
  return new ArtifactError("ERR_ARTIFACT_DIGEST", `Cannot go on downloading ${shown}: ${what}`, {
    hint: "The file changed on the server, or the mirrors differ: start the download again.",
    url: shown,
  });
}

function accept(job: Transfer, chunk: Uint8Array): Uint8Array {
  const { state, options } = job;
  state.offset += chunk.length;
  if (options.maxBytes !== undefined && state.offset > options.maxBytes) {
    assertSize(job, state.offset, "it has at least");
  }
  state.digester.update(chunk);
  return chunk;
}
