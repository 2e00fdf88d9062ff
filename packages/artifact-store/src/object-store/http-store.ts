import { createHash } from "node:crypto";
import { ArtifactError } from "../errors.js";
import type { HttpClient } from "../http/client.js";
import { httpError } from "../http/http-error.js";
import type { HttpResponse } from "../http/send.js";
import { redactUrl } from "../redact-url.js";
import { copyThrough } from "./copy-through.js";
import { exchange, ignoreBody, type Protocol, type ServerFailure } from "./exchange.js";
import { exchangeIfAbsent } from "./if-absent.js";
import { contentDigest, infoFromHeaders } from "./object-headers.js";
import { assertKey, encodeKey } from "./object-key.js";
import { type Payload, withPayload } from "./payload.js";
import { putObject, type Writer, type Written } from "./put-object.js";
import { readObject } from "./read-object.js";
import type { ObjectInfo, ObjectStore, PutOptions, RequestOptions } from "./types.js";

export interface HttpStoreOptions {
  readonly client: HttpClient;
  /** Sent with each request, such as `authorization`; user and password may stand in the URL instead. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Where longer streams are kept while they are sent. Default: the system's. */
  readonly temporaryDirectory?: string | undefined;
}

/**
 * Objects below a URL whose server takes PUT and DELETE, as WebDAV servers and artifact
 * repositories do. The digest is sent along (RFC 9530); a server that does not tell one has the
 * object read back after it was written.
 */
export function createHttpStore(url: string | URL, options: HttpStoreOptions): ObjectStore {
  const base = String(url).replace(/\/*$/, "/");
  const protocol: Protocol = {
    retry: options.client.retry,
    send: (request) =>
      options.client.send({ ...request, headers: { ...options.headers, ...request.headers } }),
    explain,
  };
  const urlOf = (key: string): string => {
    assertKey(key);
    return base + encodeKey(key);
  };
  const locationOf = (key: string): string => redactUrl(urlOf(key));
  const head = (key: string, { signal }: RequestOptions = {}): Promise<ObjectInfo | undefined> =>
    headUrl(protocol, key, { url: urlOf(key), signal });
  const writer: Writer = {
    head,
    locationOf,
    isStrict: false,
    write: (key, payload, putOptions) => writeUrl(protocol, urlOf(key), { payload, options: putOptions }),
  };
  const store: ObjectStore = {
    location: redactUrl(base),
    locationOf,
    head,
    get: async (key, getOptions = {}) =>
      readObject(protocol, { key, url: urlOf(key), location: locationOf(key) }, getOptions),
    put: async (key, source, putOptions = {}) => {
      assertKey(key);
      const { temporaryDirectory } = options;
      return withPayload(source, { ...putOptions, temporaryDirectory }, async (payload) => {
        const info = await putObject(writer, key, payload, putOptions);
        return info.sha256 === undefined ? readBack(store, info, payload) : info;
      });
    },
    list: () => {
      throw unsupported(store.location);
    },
    delete: async (key, { signal } = {}) => {
      const request = { method: "DELETE", url: urlOf(key), signal } as const;
      await exchange(protocol, { request, doing: "delete", accept: [404, 410], read: ignoreBody });
    },
    copy: async (from, to, copyOptions = {}) => copyThrough(store, { from, to }, copyOptions),
  };
  return store;
}

async function headUrl(
  protocol: Protocol,
  key: string,
  { url, signal }: { readonly url: string; readonly signal: AbortSignal | undefined },
): Promise<ObjectInfo | undefined> {
  const { status, headers } = await exchange(protocol, {
    request: { method: "HEAD", url, headers: { "accept-encoding": "identity" }, signal },
    doing: "look at",
    accept: [404, 410],
    read: ignoreBody,
  });
  return status === 404 || status === 410 ? undefined : infoFromHeaders(key, headers);
}

async function writeUrl(
  protocol: Protocol,
  url: string,
  { payload, options }: { readonly payload: Payload; readonly options: PutOptions },
): Promise<Written> {
  const { sizeBytes, sha256 } = payload;
  const { overwrite = false, contentType = "application/octet-stream", signal } = options;
  const headers = {
    "content-length": String(sizeBytes),
    "content-type": contentType,
    "content-digest": contentDigest(sha256),
    "x-checksum-sha256": sha256,
  };
  const send = overwrite ? exchange : exchangeIfAbsent;
  const answer = await send(protocol, {
    request: { method: "PUT", url, headers, body: () => payload.open(0, sizeBytes), signal },
    doing: "publish",
    read: ignoreBody,
  });
  options.onProgress?.({ sentBytes: sizeBytes, totalBytes: sizeBytes });
  return { isTaken: answer.status === 412, etag: answer.headers.etag, tries: answer.tries };
}

/** The proof for servers that tell no digest. @throws ArtifactError ERR_ARTIFACT_DIGEST */
async function readBack(store: ObjectStore, info: ObjectInfo, { sha256 }: Payload): Promise<ObjectInfo> {
  const found = await store.get(info.key);
  const proved = found === undefined ? undefined : await sha256Of(found.body);
  if (proved !== sha256) {
    throw new ArtifactError(
      "ERR_ARTIFACT_DIGEST",
      `Cannot publish ${store.locationOf(info.key)}: what stands there now is not what was sent`,
      { hint: "The server or a proxy changes what it is sent: delete the object, and publish to another." },
    );
  }
  return { ...info, sha256 };
}

async function sha256Of(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) {
    hash.update(chunk);
  }
  return hash.digest("hex");
}

async function explain(response: HttpResponse, doing: string): Promise<ServerFailure> {
  await ignoreBody(response);
  const { status, url } = response;
  const error = httpError(response, doing);
  if (status !== 401 && status !== 403) {
    return { error, isTransient: false };
  }
  const denied = new ArtifactError("ERR_ARTIFACT_PERMISSION", error.message, {
    hint: "Give credentials that may do this: in the URL, or as an authorization header.",
    url: redactUrl(url),
    status,
  });
  return { error: denied, isTransient: false };
}

function unsupported(location: string): ArtifactError {
  return new ArtifactError("ERR_ARTIFACT_UNSUPPORTED", `Cannot list ${location}: HTTP has no listing`, {
    hint: "Use a directory or a bucket where a listing is needed.",
    url: location,
  });
}
