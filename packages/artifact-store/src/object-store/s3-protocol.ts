import { AwsV4Signer } from "aws4fetch";
import type { HttpClient } from "../http/client.js";
import { discard, type HttpRequest, type HttpResponse } from "../http/send.js";
import type { Protocol } from "./exchange.js";
import type { S3Credentials } from "./s3-credentials.js";
import { explainS3, type S3Context } from "./s3-failure.js";

export interface S3Connection {
  readonly client: HttpClient;
  readonly context: S3Context;
  readonly credentials: S3Credentials | undefined;
}

/** The sha256 of nothing: what requests without a body are signed over. */
const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** A new bucket's address may lead on, for some hours, to that of its region. */
const MAX_REDIRECTS = 3;

/** Requests signed with Signature Version 4, each try anew; unsigned where there are no credentials. */
export function s3Protocol({ client, context, credentials }: S3Connection): Protocol {
  return {
    retry: client.retry,
    explain: (response, doing) => explainS3(response, doing, context),
    send: async (request) => {
      let next = request;
      for (let redirects = 0; ; redirects += 1) {
        const headers = await signedHeaders(next, credentials, context);
        const response = await client.send({ ...next, headers, redirect: "manual" });
        const url = temporaryRedirect(response, next);
        if (url === undefined || redirects === MAX_REDIRECTS) {
          return response;
        }
        discard(response);
        next = { ...next, url };
      }
    },
  };
}

async function signedHeaders(
  request: HttpRequest,
  credentials: S3Credentials | undefined,
  { region, now }: S3Context,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = { "x-amz-content-sha256": EMPTY_SHA256, ...request.headers };
  if (credentials === undefined) {
    return headers;
  }
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new AwsV4Signer({
    method: request.method,
    url: request.url,
    // What must be signed; some servers and proxies change other headers on their way.
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("x-amz-"))),
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    service: "s3",
    region,
    datetime: now()
      .toISOString()
      .replace(/[:-]|\.\d{3}/g, ""),
  });
  return { ...headers, ...Object.fromEntries((await signer.sign()).headers) };
}

/** Never from https to http. The signature is made anew and good for the new host alone. */
function temporaryRedirect({ status, headers }: HttpResponse, { url }: HttpRequest): string | undefined {
  const { location } = headers;
  if (status !== 307 || location === undefined || !URL.canParse(location, url)) {
    return undefined;
  }
  const next = new URL(location, url);
  return next.protocol === new URL(url).protocol ? next.href : undefined;
}
