import { createHash } from "node:crypto";
import { abortedError, pause } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { bodyError } from "../http/read-text.js";
import { type RetryPolicy, retryDelay } from "../http/retry.js";
import { discard, type HttpResponse } from "../http/send.js";
import { redactUrl } from "../redact-url.js";
import type { Span } from "./byte-range.js";
import type { ObjectInfo } from "./types.js";

export interface BodyJob {
  readonly info: ObjectInfo;
  readonly span: Span;
  readonly retry: RetryPolicy;
  readonly signal: AbortSignal | undefined;
  /** Asks for the rest; `If-Match` keeps two versions from being spliced. */
  readonly resume: (span: Span, etag: string) => Promise<HttpResponse>;
}

/** The bytes of an answer to GET, going on where a connection was cut. */
export async function* objectBody(first: HttpResponse, job: BodyJob): AsyncGenerator<Uint8Array, void> {
  const { info, span, retry } = job;
  const last = info.sizeBytes === undefined ? Number.POSITIVE_INFINITY : info.sizeBytes - 1;
  const end = Math.min(span.end ?? last, last);
  const hash = createHash("sha256");
  let at = span.start;
  let response = first;
  for (let failures = 0; ; ) {
    const before = at;
    // A server without ranges sends all of it.
    const skip = response.status === 206 ? 0 : at;
    try {
      for await (const chunk of slice(response, { skip, take: end + 1 - at })) {
        at += chunk.length;
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      failures = at > before ? 1 : failures + 1;
      await waitForNextTry(failure(error, response, job), failures, { retry, signal: job.signal, info });
      response = await job.resume({ start: at, end: span.end }, info.etag ?? "");
      continue;
    }
    break;
  }
  const isWhole = span.start === 0 && end === last;
  if (isWhole && info.sha256 !== undefined && hash.digest("hex") !== info.sha256) {
    throw damagedError(first.url, info.sha256);
  }
}

async function* slice(
  response: HttpResponse,
  { skip, take }: { readonly skip: number; readonly take: number },
): AsyncGenerator<Uint8Array, void> {
  let position = -skip;
  try {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      const part = chunk.subarray(Math.max(0, -position), Math.max(0, take - position));
      position += chunk.length;
      if (part.length > 0) {
        yield part;
      }
      if (position >= take) {
        return;
      }
    }
  } finally {
    discard(response);
  }
  if (position < take && take !== Number.POSITIVE_INFINITY) {
    throw truncated(response.url, undefined);
  }
}

function failure(error: unknown, { url }: HttpResponse, { signal }: BodyJob): ArtifactError {
  return signal?.aborted ? abortedError(`Cannot read ${redactUrl(url)}`, signal) : bodyError(error, url);
}

async function waitForNextTry(
  error: ArtifactError,
  failures: number,
  { retry, signal, info }: Pick<BodyJob, "retry" | "signal" | "info">,
): Promise<void> {
  const canResume = info.etag !== undefined && !info.etag.startsWith("W/");
  const delayMs = canResume ? retryDelay({ error, failures, hasAnswered: true }, retry) : undefined;
  if (delayMs === undefined) {
    throw error;
  }
  await pause(delayMs, `Cannot read ${info.key}`, signal);
}

function truncated(url: string, cause: unknown): ArtifactError {
  const shown = redactUrl(url);
  return new ArtifactError("ERR_ARTIFACT_TRUNCATED", `Cannot read ${shown}: it ended before its end`, {
    hint: "Check the network connection and try again.",
    url: shown,
    cause,
  });
}

function damagedError(url: string, sha256: string): ArtifactError {
  const shown = redactUrl(url);
  return new ArtifactError(
    "ERR_ARTIFACT_DIGEST",
    `Cannot trust ${shown}: its sha256 is not ${sha256}, as it was stored`,
    { hint: "The object is damaged or was replaced meanwhile: read it again.", url: shown },
  );
}
