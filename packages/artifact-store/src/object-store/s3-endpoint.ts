import { isIP } from "node:net";
import { ArtifactError } from "../errors.js";
import { redactUrl } from "../redact-url.js";
import { encodeKey, normalizePrefix } from "./object-key.js";

/** Where a bucket is: what publishing tools call bucket, region, host and s3ForcePathStyle. */
export interface S3Location {
  readonly bucket: string;
  /** What the keys of a store begin with. Default: nothing. */
  readonly prefix?: string | undefined;
  /** Default: from the environment, else `us-east-1`. */
  readonly region?: string | undefined;
  /** The server's URL without the bucket. Default: from the environment, else that of Amazon. */
  readonly endpoint?: string | undefined;
  /**
   * True: `endpoint/bucket/key`; false: `bucket.endpoint/key`. Default: the latter for Amazon, unless
   * the bucket's name has dots, which no certificate covers; the former elsewhere.
   */
  readonly forcePathStyle?: boolean | undefined;
}

/** S3's rule for names, and the upper case and underscores of very old buckets. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
const REGION = /^[a-z0-9-]+$/i;

/** Bucket and region, where a host's name has them. */
const S3_HOST = /^(?:(.+)\.)?s3(?:[.-](?:dualstack\.)?([a-z0-9-]+))?\.(?:[^.]+\.)+[^.]+$/;

/**
 * The bucket that a URL means, or undefined if it does not look like S3's: `bucket.s3.region.…`,
 * `bucket.s3-region.…`, `bucket.s3.…` (Amazon's own) and `s3.region.amazonaws.com/bucket`, at Amazon
 * and at others that name their hosts so.
 */
export function parseS3Url(url: string | URL): S3Location | undefined {
  const { protocol, hostname, host, pathname } = new URL(url);
  const match = S3_HOST.exec(hostname);
  if (match === null) {
    return undefined;
  }
  const [, virtualBucket, region = "us-east-1"] = match;
  const path = normalizePrefix(decodeURIComponent(pathname));
  if (virtualBucket !== undefined) {
    const endpoint = `${protocol}//${host.slice(virtualBucket.length + 1)}`;
    return { bucket: virtualBucket, prefix: path, region, endpoint, forcePathStyle: false };
  }
  const [bucket = "", ...rest] = path.split("/");
  const endpoint = `${protocol}//${host}`;
  return bucket === ""
    ? undefined
    : { bucket, prefix: rest.join("/"), region, endpoint, forcePathStyle: true };
}

/** A bucket's URLs. */
export interface S3Endpoint {
  readonly region: string;
  readonly bucket: string;
  /** Requests go to Amazon itself, whose guarantees are documented. */
  readonly isAmazon: boolean;
  /** With a slash at its end. */
  readonly bucketUrl: string;
  urlOf(key: string): string;
}

/** @throws ArtifactError ERR_ARTIFACT_LOCATION for a bucket, region or endpoint that cannot be one. */
export function resolveS3Endpoint(location: S3Location, defaults: Partial<S3Location> = {}): S3Endpoint {
  const { bucket } = location;
  const region = location.region ?? defaults.region ?? "us-east-1";
  const endpoint = location.endpoint ?? defaults.endpoint ?? amazonEndpoint(region);
  if (!BUCKET.test(bucket) || isIP(bucket) !== 0) {
    throw locationError(`${JSON.stringify(bucket)} cannot be a bucket's name`);
  }
  if (!REGION.test(region)) {
    throw locationError(`${JSON.stringify(region)} cannot be a region`);
  }
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw locationError(`its endpoint ${redactUrl(endpoint)} is no http or https address`);
  }
  const server = new URL(endpoint);
  const isAmazon = /(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(server.hostname);
  const isPathStyle = location.forcePathStyle ?? (!isAmazon || !/^[a-z0-9-]+$/.test(bucket));
  const path = server.pathname.replace(/\/*$/, "/");
  const bucketUrl = isPathStyle
    ? `${server.protocol}//${server.host}${path}${bucket}/`
    : `${server.protocol}//${bucket}.${server.host}${path}`;
  return { region, bucket, isAmazon, bucketUrl, urlOf: (key) => bucketUrl + encodeKey(key) };
}

function amazonEndpoint(region: string): string {
  return `https://s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}

function locationError(why: string): ArtifactError {
  return new ArtifactError("ERR_ARTIFACT_LOCATION", `Cannot use the bucket: ${why}`, {
    hint: "Give s3://bucket/prefix, with ?region= and ?endpoint= where it is not Amazon's default.",
  });
}
