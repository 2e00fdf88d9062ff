import { ArtifactError, type ArtifactErrorCode } from "../errors.js";
import { reasonPhrase } from "../http/http-error.js";
import { readText } from "../http/read-text.js";
import { parseRetryAfter } from "../http/retry.js";
import type { HttpResponse } from "../http/send.js";
import { redactUrl } from "../redact-url.js";
import type { ServerFailure } from "./exchange.js";
import { elementText } from "./s3-xml.js";

/** Beyond this S3 refuses signatures. */
const MAX_CLOCK_SKEW_MS = 15 * 60_000;

/** Failures that pass, with statuses that do not say so. */
const TRANSIENT: ReadonlySet<string> = new Set([
  "BandwidthLimitExceeded",
  "ConditionalRequestConflict",
  "InternalError",
  "OperationAborted",
  "RequestTimeout",
  "ServiceUnavailable",
  "SlowDown",
]);

export interface S3Context {
  readonly bucket: string;
  readonly region: string;
  readonly isSigned: boolean;
  readonly now: () => Date;
}

/** What S3 says of a failure; HEAD has no body, and leaves but the status. */
export interface S3Failure {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly xml: string;
}

const MAX_ERROR_BYTES = 1 << 20;

export async function explainS3(
  response: HttpResponse,
  doing: string,
  context: S3Context,
): Promise<ServerFailure> {
  const xml = await readText(response, { maxBytes: MAX_ERROR_BYTES, signal: undefined }).catch(() => "");
  return s3Failure({ ...response, xml }, doing, context);
}

export function s3Failure(failure: S3Failure, doing: string, context: S3Context): ServerFailure {
  const { status, headers, xml } = failure;
  const url = redactUrl(failure.url);
  const name = elementText(xml, "Code") ?? "";
  const { code, why, hint } = classify(failure, name, context);
  const said = [name, elementText(xml, "Message") ?? ""].filter((text) => text !== "").join(": ");
  const answer = said === "" ? `${status} ${reasonPhrase(status)}`.trimEnd() : `${status} ${said}`;
  const error = new ArtifactError(
    code,
    `Cannot ${doing} ${url}: ${why ?? `the server answered ${printable(answer)}`}`,
    {
      hint,
      url,
      status,
      retryAfterMs: parseRetryAfter(headers["retry-after"], context.now().getTime()),
    },
  );
  return { error, isTransient: TRANSIENT.has(name) };
}

interface Explanation {
  readonly code: ArtifactErrorCode;
  /** Default: what the server said. */
  readonly why?: string | undefined;
  readonly hint: string;
}

function classify(failure: S3Failure, name: string, context: S3Context): Explanation {
  const { status, headers, xml } = failure;
  const region = headers["x-amz-bucket-region"] ?? elementText(xml, "Region");
  const isElsewhere =
    status === 301 || name === "PermanentRedirect" || name === "AuthorizationHeaderMalformed";
  if (isElsewhere || (status === 400 && region !== undefined && region !== context.region)) {
    return regionExplanation(region, elementText(xml, "Endpoint"), context);
  }
  const skewMs = Math.abs(Date.parse(headers.date ?? "") - context.now().getTime());
  if (name === "RequestTimeTooSkewed" || (status === 403 && skewMs > MAX_CLOCK_SKEW_MS)) {
    return {
      code: "ERR_ARTIFACT_PERMISSION",
      why: `this machine's clock differs from the server's by ${Math.round(skewMs / 60_000)} minutes`,
      hint: "Set the clock: signed requests are good for 15 minutes.",
    };
  }
  return KNOWN[name] ?? byStatus(status, context);
}

function regionExplanation(
  region: string | undefined,
  endpoint: string | undefined,
  context: S3Context,
): Explanation {
  const where = region === undefined ? `at ${endpoint ?? "another endpoint"}` : `in the region ${region}`;
  return {
    code: "ERR_ARTIFACT_REDIRECT",
    why: `the bucket ${context.bucket} is ${where}, not in ${context.region}`,
    hint: region === undefined ? "Set the endpoint." : `Set the region to ${region}.`,
  };
}

function byStatus(status: number, { isSigned }: S3Context): Explanation {
  if (status === 404 || status === 410) {
    return { code: "ERR_ARTIFACT_NOT_FOUND", hint: "Check the bucket and the key." };
  }
  if (status === 401 || status === 403) {
    return isSigned
      ? {
          code: "ERR_ARTIFACT_PERMISSION",
          hint: "Check what the access key may do; without s3:ListBucket, S3 answers 403 for what is not there.",
        }
      : {
          code: "ERR_ARTIFACT_PERMISSION",
          hint: "No credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.",
        };
  }
  const hint =
    status >= 500 || status === 429 ? "The server is busy: try again later." : "Check the settings.";
  return { code: "ERR_ARTIFACT_HTTP", hint };
}

const KNOWN: Readonly<Record<string, Explanation>> = {
  NoSuchBucket: {
    code: "ERR_ARTIFACT_NOT_FOUND",
    why: "there is no such bucket",
    hint: "Check the bucket's name and the endpoint.",
  },
  InvalidAccessKeyId: {
    code: "ERR_ARTIFACT_PERMISSION",
    why: "the server does not know the access key",
    hint: "Check AWS_ACCESS_KEY_ID or the profile, and that they belong to this server.",
  },
  SignatureDoesNotMatch: {
    code: "ERR_ARTIFACT_PERMISSION",
    why: "the signature is wrong",
    hint: "Check AWS_SECRET_ACCESS_KEY; a proxy that changes requests is another cause.",
  },
  ExpiredToken: {
    code: "ERR_ARTIFACT_PERMISSION",
    why: "the session token has expired",
    hint: "Sign in again.",
  },
  InvalidToken: {
    code: "ERR_ARTIFACT_PERMISSION",
    why: "the session token is not valid",
    hint: "Check AWS_SESSION_TOKEN: it must belong to the access key, or be unset.",
  },
  AccessControlListNotSupported: {
    code: "ERR_ARTIFACT_HTTP",
    why: "the bucket does not take access control lists",
    hint: "Give no ACL or `bucket-owner-full-control`, and let the bucket's policy say who may read.",
  },
  BadDigest: {
    code: "ERR_ARTIFACT_DIGEST",
    why: "other bytes arrived than were sent",
    hint: "Try again; a proxy that changes requests is another cause.",
  },
  XAmzContentSHA256Mismatch: {
    code: "ERR_ARTIFACT_DIGEST",
    why: "other bytes arrived than were sent",
    hint: "The file changed while it was sent, or a proxy changes requests.",
  },
  RequestTimeout: {
    code: "ERR_ARTIFACT_TIMEOUT",
    why: "the bytes did not arrive in time",
    hint: "Check the network connection and try again.",
  },
};

function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced.
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").slice(0, 300);
}
