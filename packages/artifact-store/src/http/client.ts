import { pause } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { redactUrl } from "../redact-url.js";
import { ACCEPT_ENCODING } from "./decode-body.js";
import { createDispatcher } from "./dispatcher.js";
import { toHttpRequest, toResponse } from "./fetch-shape.js";
import { httpError } from "./http-error.js";
import type { Environment } from "./proxy-env.js";
import { readText } from "./read-text.js";
import type { Requester } from "./requester.js";
import { isRetryableStatus, type RetryPolicy, retryDelay, withRetries } from "./retry.js";
import { discard, type HttpRequest, type HttpResponse, send } from "./send.js";

export interface HttpClientOptions {
  /** Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read, in upper or lower case. Default: `process.env`. */
  readonly env?: Environment | undefined;
  /** A PEM file of certificates to be trusted beside those that Node trusts (npm's `cafile`). */
  readonly caFile?: string | undefined;
  /** PEM texts of such certificates. */
  readonly extraCaCerts?: readonly string[] | undefined;
  readonly userAgent?: string | undefined;
  /** How long one connection may take to be made. Default: 10 s. */
  readonly connectTimeoutMs?: number | undefined;
  /** How long a server may be silent, before and within an answer. Default: 30 s. */
  readonly stallTimeoutMs?: number | undefined;
  /** How often one URL is tried again. Default: 3. */
  readonly retries?: number | undefined;
  /** The first pause between tries; it doubles, up to 10 s. Default: 500 ms. */
  readonly backoffMs?: number | undefined;
  /** Default: 10. */
  readonly maxRedirects?: number | undefined;
  /** Take every certificate, as npm's `strict-ssl=false` asks for: nobody vouches for the server then. Default: no. */
  readonly unsafelySkipCertificateCheck?: boolean | undefined;
  /**
   * For programs that make few requests for small files and end: loads less, and keeps no connections. Default: no.
   */
  readonly isBrief?: boolean | undefined;
  /** Follow redirects from https to http. Default: no. */
  readonly unsafelyAllowDowngrade?: boolean | undefined;
}

export interface TextOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default: 32 MiB, counted after content coding is undone. */
  readonly maxBytes?: number | undefined;
}

/** What all downloads of a program go through: one pool of connections, one set of rules. */
export interface HttpClient {
  readonly retry: RetryPolicy;
  /** One exchange: redirects followed, nothing repeated, any status returned. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Has the shape of the global `fetch`, so that it serves wherever one is asked for. GET and HEAD
   * are repeated as the retry policy says; then any status is returned, and a failure of the
   * network throws an `ArtifactError`.
   */
  readonly fetch: typeof globalThis.fetch;
  /** The body of a 2xx answer; everything else throws. */
  text(url: string | URL, options?: TextOptions): Promise<string>;
  /** As `text`, parsed. @throws ArtifactError ERR_ARTIFACT_CORRUPT if it is not JSON. */
  json(url: string | URL, options?: TextOptions): Promise<unknown>;
  /** Closes idle connections; they do not keep a process alive by themselves. */
  close(): Promise<void>;
}

const DEFAULT_MAX_TEXT_BYTES = 32 * 1024 * 1024;

/** Nothing is read, loaded or connected before the first request. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  let dispatcher: Promise<Requester> | undefined;
  const connect = (): Promise<Requester> => {
    dispatcher ??= createDispatcher({
      env: options.env ?? process.env,
      caFile: options.caFile,
      extraCaCerts: options.extraCaCerts ?? [],
      skipCertificateCheck: options.unsafelySkipCertificateCheck ?? false,
      connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
      stallTimeoutMs: options.stallTimeoutMs ?? 30_000,
      isBrief: options.isBrief ?? false,
    });
    return dispatcher;
  };
  const policy = {
    maxRedirects: options.maxRedirects ?? 10,
    allowDowngrade: options.unsafelyAllowDowngrade ?? false,
  };
  const retry = { retries: options.retries ?? 3, backoffMs: options.backoffMs ?? 500 };
  const ownHeaders = { "user-agent": options.userAgent ?? "nodewright" };
  const sendOnce = async (request: HttpRequest): Promise<HttpResponse> => {
    assertHttpUrl(request.url);
    return send(await connect(), { ...request, headers: { ...ownHeaders, ...request.headers } }, policy);
  };
  const text = (url: string | URL, textOptions: TextOptions = {}): Promise<string> =>
    requestText(String(url), textOptions, { retry, send: sendOnce });
  return {
    retry,
    send: sendOnce,
    fetch: async (input, init) => {
      const request = await toHttpRequest(input, init);
      return toResponse(await sendRepeatedly(request, { retry, send: sendOnce }), request.method);
    },
    text,
    json: async (url, jsonOptions) => parseJson(await text(url, jsonOptions), String(url)),
    close: async () => {
      // One that could not be made has nothing to close.
      await (await dispatcher?.catch(() => undefined))?.close();
      dispatcher = undefined;
    },
  };
}

type Sender = Pick<HttpClient, "retry" | "send">;

async function requestText(url: string, options: TextOptions, client: Sender): Promise<string> {
  const { signal, maxBytes = DEFAULT_MAX_TEXT_BYTES } = options;
  const headers = { "accept-encoding": ACCEPT_ENCODING, ...options.headers };
  return withRetries(
    async () => {
      const response = await client.send({ url, method: "GET", headers, signal });
      if (response.status < 200 || response.status > 299) {
        discard(response);
        throw httpError(response, "read");
      }
      return readText(response, { maxBytes, signal });
    },
    { policy: client.retry, doing: `Cannot read ${redactUrl(url)}`, signal },
  );
}

/** GET and HEAD again after a failure that may pass; the last answer counts, whatever its status. */
async function sendRepeatedly(request: HttpRequest, client: Sender): Promise<HttpResponse> {
  const isRepeatable = request.method === "GET" || request.method === "HEAD";
  for (let failures = 1; ; failures += 1) {
    const outcome = await client.send(request).catch(onlyArtifactError);
    const error = outcome instanceof ArtifactError ? outcome : retryableAnswer(outcome);
    const delayMs =
      error && isRepeatable ? retryDelay({ error, failures, hasAnswered: false }, client.retry) : undefined;
    if (delayMs === undefined) {
      if (outcome instanceof ArtifactError) {
        throw outcome;
      }
      return outcome;
    }
    if (!(outcome instanceof ArtifactError)) {
      discard(outcome);
    }
    await pause(delayMs, `Cannot fetch ${redactUrl(request.url)}`, request.signal);
  }
}

function onlyArtifactError(error: unknown): ArtifactError {
  if (error instanceof ArtifactError) {
    return error;
  }
  throw error;
}

function retryableAnswer(response: HttpResponse): ArtifactError | undefined {
  return isRetryableStatus(response.status) ? httpError(response, "fetch") : undefined;
}

function parseJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const shown = redactUrl(url);
    const what = /^\s*</.test(text) ? "it is a web page" : "it is not JSON";
    throw new ArtifactError("ERR_ARTIFACT_CORRUPT", `Cannot read ${shown} as JSON: ${what}`, {
      hint: "Check the address; a proxy or a login page may have answered instead of the server.",
      url: shown,
      cause: error,
    });
  }
}

function assertHttpUrl(url: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    const shown = redactUrl(url);
    throw new ArtifactError("ERR_ARTIFACT_NETWORK", `Cannot fetch ${shown}: it is no http or https address`, {
      hint: "Give an address that begins with https://.",
      url: shown,
    });
  }
}
