import { readText } from "../http/read-text.js";
import { missingError } from "./copy-through.js";
import { exchange, type Protocol } from "./exchange.js";
import { exchangeIfAbsent } from "./if-absent.js";
import { encodeKey } from "./object-key.js";
import { takenError } from "./put-object.js";
import { bodyFailure } from "./s3-body-failure.js";
import type { S3Context } from "./s3-failure.js";
import type { CopyOptions, ObjectInfo, RequestOptions } from "./types.js";

export interface CopyJob {
  readonly protocol: Protocol;
  readonly context: S3Context;
  readonly head: (key: string, options: RequestOptions) => Promise<ObjectInfo | undefined>;
  readonly urlOf: (key: string) => string;
  /** `source` is `/bucket/full/key`. */
  readonly from: { readonly key: string; readonly source: string };
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly options: CopyOptions;
}

const MAX_ANSWER_BYTES = 1 << 20;

/** A copy by the server, metadata included. */
export async function copyInBucket(job: CopyJob): Promise<ObjectInfo> {
  const { protocol, context, head, urlOf, from, to, options } = job;
  const { overwrite = false, signal } = options;
  const original = await head(from.key, { signal });
  if (original === undefined) {
    throw missingError(urlOf(from.key));
  }
  if (!overwrite && (await head(to, { signal })) !== undefined) {
    throw takenError(urlOf(to));
  }
  const send = overwrite ? exchange : exchangeIfAbsent;
  const { status, tries } = await send(protocol, {
    request: {
      method: "PUT",
      url: urlOf(to),
      headers: { ...job.headers, "content-length": "0", "x-amz-copy-source": encodeKey(from.source) },
      signal,
    },
    doing: "copy to",
    read: async (response) =>
      bodyFailure(response, await readText(response, { maxBytes: MAX_ANSWER_BYTES, signal }), context),
  });
  const copied = await head(to, { signal });
  const isOurs = copied?.sizeBytes === original.sizeBytes && copied?.sha256 === original.sha256;
  if (copied === undefined || !isOurs || (status === 412 && tries === 1)) {
    throw takenError(urlOf(to));
  }
  return copied;
}
