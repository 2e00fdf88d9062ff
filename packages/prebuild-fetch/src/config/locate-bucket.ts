import { PrebuildError } from "../errors.js";
import type { PrebuildPlan } from "./types.js";

/** Where in S3 a plan's tarballs are. */
export interface BucketLocation {
  readonly bucket: string;
  readonly region: string;
  /** What the keys begin with: ends with a slash, or is empty. */
  readonly prefix: string;
  /** Of another store than Amazon's. */
  readonly endpoint: string | undefined;
  readonly forcePathStyle: boolean;
}

/**
 * The bucket behind a plan's host: the one that package.json names with its region, or that of a host such as
 * `bucket.s3.region.amazonaws.com` or `bucket.s3-region.amazonaws.com`.
 *
 * @throws PrebuildError ERR_PREBUILD_HOST for a host that names none.
 */
export function locateBucket(
  plan: Pick<PrebuildPlan, "host" | "hostedPath" | "bucket" | "region" | "s3ForcePathStyle">,
): BucketLocation {
  const { host, hostedPath, bucket, region, s3ForcePathStyle } = plan;
  const url = URL.canParse(hostedPath) ? new URL(hostedPath) : undefined;
  const path = decodeURI(url?.pathname ?? "").replace(/^\//, "");
  if (bucket && region) {
    const prefix =
      s3ForcePathStyle && `${path}/`.startsWith(`${bucket}/`) ? path.slice(bucket.length + 1) : path;
    return { bucket, region, prefix, endpoint: host, forcePathStyle: s3ForcePathStyle };
  }
  const [name, rest] = url?.hostname.split(/\.s3(?=[.-])(.*)/) ?? [];
  if (!name || rest === undefined) {
    throw new PrebuildError("ERR_PREBUILD_HOST", "Could not parse s3 bucket name from virtual host url.", {
      hint: "give `bucket` and `region` in package.json's `binary`, or a host such as https://bucket.s3.region.amazonaws.com",
    });
  }
  const [word = ""] = rest.slice(1).split(".");
  const own = word === "amazonaws" ? "us-east-1" : word;
  return { bucket: name, region: own, prefix: path, endpoint: undefined, forcePathStyle: false };
}
