import type { DigestAlgorithm, ExpectedDigest } from "../digest.js";
import type { ArtifactError } from "../errors.js";
import type { HttpClient } from "../http/client.js";

export interface DownloadProgress {
  /** Credentials redacted. */
  readonly url: string;
  readonly receivedBytes: number;
  /** Undefined while the server has not said. */
  readonly totalBytes: number | undefined;
  /** Where this try went on from, if it did not begin at the first byte. */
  readonly resumedFrom: number | undefined;
  /** 1 for the first try, counted over all mirrors. */
  readonly attempt: number;
}

/** A try has failed and another one follows. */
export interface DownloadRetry {
  /** Where the next try goes; credentials redacted. */
  readonly url: string;
  readonly error: ArtifactError;
  readonly delayMs: number;
  readonly attempt: number;
}

export interface DownloadOptions {
  /** The same file at several places, tried in order. */
  readonly urls: readonly string[];
  readonly client: HttpClient;
  /** Sent to every mirror; see `HttpClient` for redirects. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** All of them must match. */
  readonly expect?: readonly ExpectedDigest[] | undefined;
  readonly maxBytes?: number | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly onRetry?: ((retry: DownloadRetry) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface DownloadResult {
  /** The mirror that sent the last byte; credentials redacted. */
  readonly url: string;
  readonly sizeBytes: number;
  /** Hex, of every algorithm in `expect`; sha256 if there was none. */
  readonly digests: Readonly<Partial<Record<DigestAlgorithm, string>>>;
  /** How many tries it took. */
  readonly attempts: number;
}

export interface Download {
  /**
   * The bytes in order, each once, to be read once. They are not proved until the iteration has
   * ended without an error: whoever writes them down must be ready to take that back.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Settles with the iteration. It never counts as an unhandled rejection. */
  readonly finished: Promise<DownloadResult>;
}
