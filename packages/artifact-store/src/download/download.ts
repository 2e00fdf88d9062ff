import { abortedError, pause, throwIfAborted } from "../abort.js";
import { type DigestAlgorithm, Digester, type ExpectedDigest, parseExpectedDigest } from "../digest.js";
import { ArtifactError } from "../errors.js";
import { retryDelay } from "../http/retry.js";
import { redactUrl } from "../redact-url.js";
import { mirrorsError } from "./mirrors-error.js";
import { transfer } from "./transfer.js";
import type { TransferState } from "./transfer-state.js";
import type { Download, DownloadOptions, DownloadResult } from "./types.js";

/** So many new bytes between two failures count as a fresh start: a bad line still gets there. */
const FRESH_START_BYTES = 1 << 20;

/**
 * Fetches a file that may stand at several places. A cut connection goes on by Range where that is
 * safe, failures that may pass are repeated, then the next mirror is tried. Digests are computed as
 * the bytes pass. Nothing happens before `body` is iterated.
 * @throws TypeError if `urls` is empty; see README.md for the codes that the iteration throws.
 */
export function download(options: DownloadOptions): Download {
  if (options.urls.length === 0) {
    throw new TypeError("download() needs at least one URL");
  }
  const expected = (options.expect ?? []).map((one) => ({ ...one, accepted: parseExpectedDigest(one) }));
  let settle: Settle = { resolve: () => {}, reject: () => {} };
  const finished = new Promise<DownloadResult>((resolve, reject) => {
    settle = { resolve, reject };
  });
  finished.catch(() => {});
  return { body: run(options, expected, settle), finished };
}

interface Expected extends ExpectedDigest {
  readonly accepted: readonly string[];
}

interface Settle {
  readonly resolve: (result: DownloadResult) => void;
  readonly reject: (error: unknown) => void;
}

async function* run(
  options: DownloadOptions,
  expected: readonly Expected[],
  settle: Settle,
): AsyncGenerator<Uint8Array, void, undefined> {
  const state = initialState(expected);
  const doing = `Cannot download ${redactUrl(options.urls[0] ?? "")}`;
  try {
    throwIfAborted(doing, options.signal);
    const { url, attempts } = yield* fromMirrors(options, state);
    const digests = state.digester.current();
    assertDigests(expected, digests, url);
    settle.resolve({ url, sizeBytes: state.offset, digests, attempts });
  } catch (error) {
    const failure = options.signal?.aborted ? abortedError(doing, options.signal) : error;
    settle.reject(failure);
    throw failure;
  } finally {
    // Reached without an error only when the consumer stopped reading; otherwise settled already.
    settle.reject(new ArtifactError("ERR_ARTIFACT_ABORTED", `${doing}: its bytes were not read to the end`));
  }
}

function initialState(expected: readonly Expected[]): TransferState {
  const algorithms = expected.map(({ algorithm }) => algorithm);
  const algorithm = algorithms[0] ?? "sha256";
  return {
    offset: 0,
    totalBytes: undefined,
    resumedFrom: undefined,
    hasAnswered: false,
    validator: undefined,
    digester: new Digester([algorithm, ...algorithms]),
    algorithm,
  };
}

async function* fromMirrors(
  options: DownloadOptions,
  state: TransferState,
): AsyncGenerator<Uint8Array, Pick<DownloadResult, "url" | "attempts">, undefined> {
  const errors: ArtifactError[] = [];
  let attempt = 0;
  for (const [index, url] of options.urls.entries()) {
    let failures = 0;
    state.hasAnswered = false;
    for (let delayMs: number | undefined = 0; delayMs !== undefined; ) {
      attempt += 1;
      const before = state.offset;
      const error = yield* attemptTransfer({ url, options, state, attempt });
      if (error === undefined) {
        return { url: redactUrl(url), attempts: attempt };
      }
      failures = state.offset - before >= FRESH_START_BYTES ? 1 : failures + 1;
      delayMs = retryDelay({ error, failures, hasAnswered: state.hasAnswered }, options.client.retry);
      const nextUrl = delayMs === undefined ? options.urls[index + 1] : url;
      if (nextUrl !== undefined) {
        options.onRetry?.({ url: redactUrl(nextUrl), error, delayMs: delayMs ?? 0, attempt });
      }
      if (delayMs === undefined) {
        errors.push(error);
      } else {
        await pause(delayMs, `Cannot download ${redactUrl(url)}`, options.signal);
      }
    }
  }
  throw mirrorsError(errors);
}

interface Attempt {
  readonly url: string;
  readonly options: DownloadOptions;
  readonly state: TransferState;
  readonly attempt: number;
}

/** Returns the error of a try after which another one makes sense; throws any other. */
async function* attemptTransfer(
  job: Attempt,
): AsyncGenerator<Uint8Array, ArtifactError | undefined, undefined> {
  const { url, options, state, attempt } = job;
  const shown = redactUrl(url);
  try {
    for await (const chunk of transfer(job)) {
      options.onProgress?.({
        url: shown,
        receivedBytes: state.offset,
        totalBytes: state.totalBytes,
        resumedFrom: state.resumedFrom,
        attempt,
      });
      yield chunk;
    }
    return undefined;
  } catch (error) {
    const isFinal =
      !(error instanceof ArtifactError) || error.code === "ERR_ARTIFACT_ABORTED" || options.signal?.aborted;
    if (isFinal) {
      throw error;
    }
    return error;
  }
}

function assertDigests(
  expected: readonly Expected[],
  actual: Readonly<Partial<Record<DigestAlgorithm, string>>>,
  url: string,
): void {
  for (const { algorithm, accepted } of expected) {
    const found = actual[algorithm] ?? "";
    if (!accepted.includes(found)) {
      throw new ArtifactError(
        "ERR_ARTIFACT_DIGEST",
        `Cannot trust ${url}: its ${algorithm} is ${found} where ${accepted.join(" or ")} is expected`,
        {
          hint: "The file is damaged or not the one that was promised: try again or name another mirror.",
          url,
        },
      );
    }
  }
}
