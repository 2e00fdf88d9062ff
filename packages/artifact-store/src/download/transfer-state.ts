import type { DigestAlgorithm, Digester } from "../digest.js";
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
