import type { HttpClient } from "../http/client.js";
import type { Environment } from "../http/proxy-env.js";
import { exchange, ignoreBody, type Protocol } from "./exchange.js";
import { exchangeIfAbsent } from "./if-absent.js";
import { infoFromHeaders } from "./object-headers.js";
import { assertKey, joinKey, normalizePrefix } from "./object-key.js";
import { type Payload, withPayload } from "./payload.js";
import { putObject, type Writer, type Written } from "./put-object.js";
import { readObject } from "./read-object.js";
import { copyInBucket } from "./s3-copy.js";
import { readS3Settings, type S3Credentials } from "./s3-credentials.js";
import { resolveS3Endpoint, type S3Endpoint, type S3Location } from "./s3-endpoint.js";
import type { S3Context } from "./s3-failure.js";
import { listBucket } from "./s3-list.js";
import { putMultipart } from "./s3-multipart.js";
import { s3Protocol } from "./s3-protocol.js";
import type { ObjectInfo, ObjectStore, PutOptions } from "./types.js";

export interface S3StoreOptions extends S3Location {
  readonly client: HttpClient;
  /** Default: as AWS' own tools find them; without any, or with `null`, requests are not signed. */
  readonly credentials?: S3Credentials | null | undefined;
  /** A profile of `~/.aws`, instead of the environment. */
  readonly profile?: string | undefined;
  /** Where `AWS_…` variables are read. Default: `process.env`. */
  readonly env?: Environment | undefined;
  readonly homeDirectory?: string | undefined;
  /** A canned ACL, such as `public-read`, for each object. Default: none. */
  readonly acl?: string | undefined;
  /** Longer bodies are sent in parts of this size, which S3 bounds to 5 MiB at least. Default: 8 MiB. */
  readonly partBytes?: number | undefined;
  /** How many parts are sent at once. Default: 4. */
  readonly parallelParts?: number | undefined;
  /** Where longer streams are kept while they are sent. Default: the system's. */
  readonly temporaryDirectory?: string | undefined;
  readonly now?: (() => Date) | undefined;
}

const PART_BYTES = 8 << 20;
const PARALLEL_PARTS = 4;

/** What the functions below share. */
interface Bucket {
  readonly protocol: Protocol;
  readonly context: S3Context;
  readonly endpoint: S3Endpoint;
  readonly options: S3StoreOptions;
  readonly urlOf: (key: string) => string;
}

/**
 * Objects in a bucket of Amazon S3 or of a server that speaks its protocol. The sha256 is kept in the
 * object's metadata, is what requests are signed over, and is checked when an object is read.
 * @throws ArtifactError ERR_ARTIFACT_LOCATION, ERR_ARTIFACT_CREDENTIALS
 */
export async function createS3Store(options: S3StoreOptions): Promise<ObjectStore> {
  const prefix = normalizePrefix(options.prefix ?? "");
  const bucket = await openBucket(options, prefix);
  const { protocol, endpoint, urlOf } = bucket;
  const head = (key: string, { signal }: { readonly signal?: AbortSignal | undefined } = {}) =>
    headObject(protocol, key, { url: urlOf(key), signal });
  const writer: Writer = {
    head,
    locationOf: urlOf,
    isStrict: endpoint.isAmazon,
    write: (key, payload, putOptions) => writeObject(bucket, key, { payload, options: putOptions }),
  };
  return {
    location: prefix === "" ? endpoint.bucketUrl : `${endpoint.urlOf(prefix)}/`,
    locationOf: urlOf,
    head,
    get: async (key, getOptions = {}) =>
      readObject(protocol, { key, url: urlOf(key), location: urlOf(key) }, getOptions),
    put: async (key, source, putOptions = {}) => {
      assertKey(key);
      const payloadOptions = { ...putOptions, temporaryDirectory: options.temporaryDirectory };
      return withPayload(source, payloadOptions, (payload) => putObject(writer, key, payload, putOptions));
    },
    list: (listOptions = {}) =>
      listBucket(
        protocol,
        { bucketUrl: endpoint.bucketUrl, prefix: prefix === "" ? "" : `${prefix}/` },
        listOptions,
      ),
    delete: async (key, { signal } = {}) => {
      const request = { method: "DELETE", url: urlOf(key), signal } as const;
      await exchange(protocol, { request, doing: "delete", accept: [404], read: ignoreBody });
    },
    copy: async (from, to, copyOptions = {}) => {
      assertKey(from);
      const source = `/${endpoint.bucket}/${joinKey(prefix, from)}`;
      const job = { head, from: { key: from, source }, to, urlOf, headers: aclHeaders(options) };
      return copyInBucket({ ...job, protocol, context: bucket.context, options: copyOptions });
    },
  };
}

async function openBucket(options: S3StoreOptions, prefix: string): Promise<Bucket> {
  const { env = process.env, homeDirectory, profile, now = () => new Date() } = options;
  const settings = await readS3Settings(
    options.credentials === undefined
      ? { env, homeDirectory, profile }
      : { env: { ...env, AWS_PROFILE: undefined }, homeDirectory },
  );
  const endpoint = resolveS3Endpoint(options, settings);
  const credentials =
    options.credentials === undefined ? settings.credentials : (options.credentials ?? undefined);
  const { bucket, region } = endpoint;
  const context = { bucket, region, isSigned: credentials !== undefined, now };
  return {
    endpoint,
    context,
    options,
    protocol: s3Protocol({ client: options.client, context, credentials }),
    urlOf: (key) => {
      assertKey(key);
      return endpoint.urlOf(joinKey(prefix, key));
    },
  };
}

async function headObject(
  protocol: Protocol,
  key: string,
  { url, signal }: { readonly url: string; readonly signal: AbortSignal | undefined },
): Promise<ObjectInfo | undefined> {
  const { status, headers } = await exchange(protocol, {
    request: { method: "HEAD", url, signal },
    doing: "look at",
    accept: [404],
    read: ignoreBody,
  });
  return status === 404 ? undefined : infoFromHeaders(key, headers);
}

async function writeObject(
  { protocol, context, urlOf, options: storeOptions }: Bucket,
  key: string,
  { payload, options }: { readonly payload: Payload; readonly options: PutOptions },
): Promise<Written> {
  const { sizeBytes, sha256 } = payload;
  const { partBytes = PART_BYTES, parallelParts = PARALLEL_PARTS } = storeOptions;
  const url = urlOf(key);
  const headers = {
    "content-type": options.contentType ?? "application/octet-stream",
    "x-amz-meta-sha256": sha256,
    ...aclHeaders(storeOptions),
  };
  if (sizeBytes > partBytes) {
    return putMultipart({ protocol, context, url, payload, headers, options, partBytes, parallelParts });
  }
  const send = options.overwrite === true ? exchange : exchangeIfAbsent;
  const answer = await send(protocol, {
    request: {
      method: "PUT",
      url,
      headers: { ...headers, "content-length": String(sizeBytes), "x-amz-content-sha256": sha256 },
      body: () => payload.open(0, sizeBytes),
      signal: options.signal,
    },
    doing: "publish",
    read: ignoreBody,
  });
  options.onProgress?.({ sentBytes: sizeBytes, totalBytes: sizeBytes });
  return { isTaken: answer.status === 412, etag: answer.headers.etag, tries: answer.tries };
}

function aclHeaders({ acl }: S3StoreOptions): Record<string, string> {
  return acl === undefined || acl === "" ? {} : { "x-amz-acl": acl };
}
