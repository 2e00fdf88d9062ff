import { createHash } from "node:crypto";
import { readText } from "../http/read-text.js";
import type { HttpResponse } from "../http/send.js";
import { exchange, ignoreBody, type Protocol } from "./exchange.js";
import { exchangeIfAbsent } from "./if-absent.js";
import type { Payload } from "./payload.js";
import type { Written } from "./put-object.js";
import { bodyFailure } from "./s3-body-failure.js";
import type { S3Context } from "./s3-failure.js";
import { toQuery } from "./s3-list.js";
import { elementText, escapeXml } from "./s3-xml.js";
import type { PutOptions } from "./types.js";

export interface MultipartJob {
  readonly protocol: Protocol;
  readonly context: S3Context;
  readonly url: string;
  readonly payload: Payload;
  /** Of the object: ACL, type, metadata. */
  readonly headers: Readonly<Record<string, string>>;
  readonly options: PutOptions;
  readonly partBytes: number;
  readonly parallelParts: number;
}

/** S3's bound. */
const MAX_PARTS = 10_000;
const MAX_ANSWER_BYTES = 1 << 20;

interface Part {
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Sends a body in parts, several at a time. A part that fails is sent again alone; when one fails for
 * good, or the key turns out to be taken, the upload is taken back, so that nothing of it is left.
 */
export async function putMultipart(job: MultipartJob): Promise<Written> {
  const uploadId = await createUpload(job);
  try {
    const etags = await sendParts(job, uploadId);
    const written = await completeUpload(job, uploadId, etags);
    if (written.isTaken && written.tries === 1) {
      await abortUpload(job, uploadId);
    }
    return written;
  } catch (error) {
    await abortUpload(job, uploadId);
    throw error;
  }
}

async function createUpload({ protocol, url, headers, options }: MultipartJob): Promise<string> {
  const { value: xml } = await exchange(protocol, {
    request: { method: "POST", url: `${url}${toQuery({ uploads: "" })}`, headers, signal: options.signal },
    doing: "publish",
    read: readXml,
  });
  return elementText(xml, "UploadId") ?? "";
}

function partsOf(sizeBytes: number, wantedBytes: number): Part[] {
  const partBytes = Math.max(wantedBytes, Math.ceil(sizeBytes / MAX_PARTS));
  return Array.from({ length: Math.max(1, Math.ceil(sizeBytes / partBytes)) }, (_, index) => ({
    number: index + 1,
    offset: index * partBytes,
    length: Math.min(partBytes, sizeBytes - index * partBytes),
  }));
}

/** The parts' ETags in order. The first failure stops all. */
async function sendParts(job: MultipartJob, uploadId: string): Promise<readonly string[]> {
  const { payload, options } = job;
  const parts = partsOf(payload.sizeBytes, job.partBytes);
  const etags: string[] = [];
  const failed = new AbortController();
  const signal =
    options.signal === undefined ? failed.signal : AbortSignal.any([options.signal, failed.signal]);
  const queue = parts.values();
  let sentBytes = 0;
  let failure: { readonly error: unknown } | undefined;
  const work = async (): Promise<void> => {
    for (const part of queue) {
      etags[part.number - 1] = await sendPart(job, { uploadId, part, signal });
      sentBytes += part.length;
      options.onProgress?.({ sentBytes, totalBytes: payload.sizeBytes });
    }
  };
  const workers = Array.from({ length: Math.min(job.parallelParts, parts.length) }, () =>
    work().catch((error: unknown) => {
      failure ??= { error };
      failed.abort();
    }),
  );
  await Promise.all(workers);
  if (failure !== undefined) {
    throw failure.error;
  }
  return etags;
}

async function sendPart(
  { protocol, url, payload }: MultipartJob,
  {
    uploadId,
    part,
    signal,
  }: { readonly uploadId: string; readonly part: Part; readonly signal: AbortSignal },
): Promise<string> {
  const { number, offset, length } = part;
  const hash = createHash("sha256");
  for await (const chunk of payload.open(offset, length)) {
    hash.update(chunk);
  }
  const { headers } = await exchange(protocol, {
    request: {
      method: "PUT",
      url: url + toQuery({ partNumber: String(number), uploadId }),
      headers: { "content-length": String(length), "x-amz-content-sha256": hash.digest("hex") },
      body: () => payload.open(offset, length),
      signal,
    },
    doing: "publish",
    read: ignoreBody,
  });
  return headers.etag ?? "";
}

async function completeUpload(
  { protocol, context, url, options }: MultipartJob,
  uploadId: string,
  etags: readonly string[],
): Promise<Written> {
  const parts = etags.map(
    (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`,
  );
  const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join("")}</CompleteMultipartUpload>`;
  const send = options.overwrite === true ? exchange : exchangeIfAbsent;
  const {
    value: xml,
    status,
    tries,
  } = await send(protocol, {
    request: {
      method: "POST",
      url: url + toQuery({ uploadId }),
      headers: {
        "content-type": "application/xml",
        "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
      },
      body,
      signal: options.signal,
    },
    doing: "publish",
    // 404 to a repeated request: the first one was heard, its answer was not.
    accept: [404],
    read: async (response) => bodyFailure(response, await readXml(response), context),
  });
  return { isTaken: status === 412 || status === 404, etag: elementText(xml, "ETag"), tries };
}

async function abortUpload({ protocol, url }: MultipartJob, uploadId: string): Promise<void> {
  await exchange(protocol, {
    request: { method: "DELETE", url: url + toQuery({ uploadId }) },
    doing: "take back",
    accept: [404],
    read: ignoreBody,
  }).catch(() => {});
}

function readXml(response: HttpResponse): Promise<string> {
  return readText(response, { maxBytes: MAX_ANSWER_BYTES, signal: undefined });
}
