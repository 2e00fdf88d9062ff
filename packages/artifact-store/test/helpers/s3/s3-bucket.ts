import { createHash, randomUUID } from "node:crypto";
import {
  type Answer,
  errorAnswer,
  type S3Object,
  type Seen,
  type StrictS3,
  type StrictS3Options,
} from "./strict-s3.js";

interface Bucket extends Pick<StrictS3, "objects" | "uploads"> {
  readonly options: StrictS3Options;
}

/** What the bucket answers to a request whose signature is good. */
export function answerBucket(seen: Seen, body: Buffer, bucket: Bucket): Answer {
  const { method, query } = seen;
  switch (method) {
    case "GET":
      return seen.path === "" ? list(seen, bucket) : read(seen, bucket);
    case "HEAD":
      return read(seen, bucket);
    case "PUT":
      return query.has("uploadId") ? putPart(seen, body, bucket) : put(seen, body, bucket);
    case "POST":
      return query.has("uploads") ? createUpload(seen, bucket) : completeUpload(seen, body, bucket);
    case "DELETE":
      bucket[query.has("uploadId") ? "uploads" : "objects"].delete(query.get("uploadId") ?? seen.path);
      return { status: 204 };
    default:
      return errorAnswer({ status: 405, code: "MethodNotAllowed" });
  }
}

function list({ query }: Seen, { objects }: Bucket): Answer {
  const wanted = Number(query.get("max-keys") ?? 1000);
  const after = query.get("continuation-token") ?? "";
  const keys = [...objects.keys()]
    .filter(
      (key) =>
        key.startsWith(query.get("prefix") ?? "") && Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0,
    )
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const page = keys.slice(0, wanted);
  const contents = page.map((key) => {
    const object = objects.get(key);
    const name = query.get("encoding-type") === "url" ? encodeURIComponent(key) : key;
    return `<Contents><Key>${name}</Key><LastModified>${object?.modifiedAt.toISOString()}</LastModified><ETag>&quot;${object?.etag.slice(1, -1)}&quot;</ETag><Size>${object?.bytes.length}</Size></Contents>`;
  });
  const isMore = keys.length > page.length;
  const more = isMore ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
  const body = `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${isMore}</IsTruncated>${more}${contents.join("")}</ListBucketResult>`;
  return { status: 200, body };
}

function read({ path, headers }: Seen, { objects }: Bucket): Answer {
  const object = objects.get(path);
  if (object === undefined) {
    return errorAnswer({ status: 404, code: "NoSuchKey" });
  }
  if (headers["if-match"] !== undefined && headers["if-match"] !== object.etag) {
    return errorAnswer({ status: 412, code: "PreconditionFailed" });
  }
  const { bytes } = object;
  const told = {
    ...object.headers,
    etag: object.etag,
    "last-modified": object.modifiedAt.toUTCString(),
    "content-length": String(bytes.length),
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "");
  if (range === null) {
    return { status: 200, headers: told, body: bytes };
  }
  const start = Number(range[1]);
  const end = Math.min(range[2] === "" ? Number.POSITIVE_INFINITY : Number(range[2]), bytes.length - 1);
  if (start >= bytes.length) {
    return errorAnswer({ status: 416, code: "InvalidRange" });
  }
  const part = bytes.subarray(start, end + 1);
  const partial = {
    "content-length": String(part.length),
    "content-range": `bytes ${start}-${end}/${bytes.length}`,
  };
  return { status: 206, headers: { ...told, ...partial }, body: part };
}

function put(seen: Seen, body: Buffer, bucket: Bucket): Answer {
  const refusal = checkCondition(seen, bucket);
  if (refusal !== undefined) {
    return refusal;
  }
  const source = seen.headers["x-amz-copy-source"];
  const etag = `"${md5(body)}"`;
  if (source === undefined) {
    store(bucket, seen.path, { bytes: body, etag, headers: objectHeaders(seen) });
    return { status: 200, headers: { etag } };
  }
  const original = bucket.objects.get(decodeURIComponent(String(source)).replace(/^\/bucket\//, ""));
  if (original === undefined) {
    return errorAnswer({ status: 404, code: "NoSuchKey" });
  }
  store(bucket, seen.path, original);
  return { status: 200, body: `<CopyObjectResult><ETag>${original.etag}</ETag></CopyObjectResult>` };
}

function createUpload(seen: Seen, { uploads }: Bucket): Answer {
  const uploadId = randomUUID();
  uploads.set(uploadId, { key: seen.path, headers: objectHeaders(seen), parts: new Map() });
  return {
    status: 200,
    body: `<InitiateMultipartUploadResult><UploadId>${uploadId}</UploadId></InitiateMultipartUploadResult>`,
  };
}

function putPart({ query }: Seen, body: Buffer, { uploads }: Bucket): Answer {
  const upload = uploads.get(query.get("uploadId") ?? "");
  if (upload === undefined) {
    return errorAnswer({ status: 404, code: "NoSuchUpload" });
  }
  const etag = `"${md5(body)}"`;
  upload.parts.set(Number(query.get("partNumber")), { bytes: body, etag });
  return { status: 200, headers: { etag } };
}

function completeUpload(seen: Seen, body: Buffer, bucket: Bucket): Answer {
  const uploadId = seen.query.get("uploadId") ?? "";
  const upload = bucket.uploads.get(uploadId);
  if (upload === undefined) {
    return errorAnswer({ status: 404, code: "NoSuchUpload" });
  }
  const refusal = checkCondition(seen, bucket);
  if (refusal !== undefined) {
    return refusal;
  }
  const named = [...String(body).matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(.*?)<\/ETag>/g)];
  const parts = named.map(([, number, etag]) => {
    const part = upload.parts.get(Number(number));
    return part?.etag === etag ? part : undefined;
  });
  if (parts.length === 0 || parts.some((part) => part === undefined)) {
    return errorAnswer({ status: 400, code: "InvalidPart" });
  }
  const bytes = parts.map((part) => part?.bytes ?? Buffer.alloc(0));
  if (bytes.slice(0, -1).some((part) => part.length < (bucket.options.minPartBytes ?? 5 << 20))) {
    return errorAnswer({ status: 400, code: "EntityTooSmall" });
  }
  const etag = `"${md5(Buffer.concat(bytes))}-${bytes.length}"`;
  store(bucket, seen.path, { bytes: Buffer.concat(bytes), etag, headers: upload.headers });
  bucket.uploads.delete(uploadId);
  return {
    status: 200,
    body: `\n<CompleteMultipartUploadResult><ETag>&quot;${etag.slice(1, -1)}&quot;</ETag></CompleteMultipartUploadResult>`,
  };
}

function checkCondition({ headers, path }: Seen, { objects, options }: Bucket): Answer | undefined {
  const { conditions = "honour" } = options;
  if (headers["if-none-match"] === undefined || conditions === "ignore") {
    return undefined;
  }
  if (conditions === "refuse") {
    return errorAnswer({ status: 501, code: "NotImplemented" });
  }
  return objects.has(path) ? errorAnswer({ status: 412, code: "PreconditionFailed" }) : undefined;
}

function store({ objects }: Bucket, key: string, object: Omit<S3Object, "modifiedAt">): void {
  objects.set(key, { ...object, modifiedAt: new Date() });
}

function objectHeaders({ headers }: Seen): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) => name === "content-type" || name === "x-amz-acl" || name.startsWith("x-amz-meta-"),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}
