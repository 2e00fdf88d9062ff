import { abortedError } from "../abort.js";
import { Digester } from "../digest.js";
import { ArtifactError } from "../errors.js";
import { bodyError } from "../http/read-text.js";
import { discard, type HttpResponse } from "../http/send.js";
import { redactUrl } from "../redact-url.js";
import { assertSize, checkedTotal } from "./file-size.js";
import { assertNoWebPage, GUARD_BYTES } from "./html-guard.js";
import { openResponse, validatorTag } from "./open-response.js";
import type { Transfer } from "./transfer-state.js";

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
