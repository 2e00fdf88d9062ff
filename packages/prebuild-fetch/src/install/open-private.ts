import type { Environment, HttpClient } from "@nodewright/artifact-store";
import type { S3Location } from "@nodewright/artifact-store/object-store";
import { locateBucket } from "../config/locate-bucket.js";
import type { PrebuildPlan } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import { nameInUrl } from "./locations.js";
import type { InstallOptions } from "./types.js";

/** What of a plan tells its bucket. */
export type BucketPlan = Pick<PrebuildPlan, "host" | "hostedPath" | "bucket" | "region" | "s3ForcePathStyle">;

export interface PrivateBucketOptions {
  readonly client: HttpClient;
  /** Where AWS' variables are read. */
  readonly env: Environment;
}

/**
 * Opens what a plan's bucket refuses to strangers, by requests that are signed with the keys of `AWS_ACCESS_KEY_ID` and
 * `AWS_SECRET_ACCESS_KEY`, or of the profile that `AWS_PROFILE` names. Where there are none, and for a host that is no
 * bucket, it opens nothing.
 */
export function privateOpener(
  plan: BucketPlan,
  { client, env }: PrivateBucketOptions,
): NonNullable<InstallOptions["openPrivate"]> {
  return async (url) => {
    const hasKeys = Boolean((env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) || env.AWS_PROFILE);
    const location = hasKeys ? await bucketOf(plan) : undefined;
    if (location === undefined) return undefined;
    const { createS3Store } = await import("@nodewright/artifact-store/object-store");
    const store = await createS3Store({ client, env, ...location });
    return (await store.get(decodeURIComponent(nameInUrl(url))))?.body;
  };
}

async function bucketOf(plan: BucketPlan): Promise<S3Location | undefined> {
  try {
    const { endpoint, ...location } = locateBucket(plan);
    if (endpoint !== undefined) return { ...location, endpoint };
    const { bucket, region, prefix } = location;
    // Amazon's own endpoint may be set in the environment; that of another store is in its host's name.
    if (/\.amazonaws\.com(?:\.cn)?$/.test(new URL(plan.hostedPath).hostname))
      return { bucket, region, prefix };
    const { parseS3Url } = await import("@nodewright/artifact-store/object-store");
    return { ...parseS3Url(plan.hostedPath), bucket, region, prefix };
  } catch (error) {
    if (error instanceof PrebuildError) return undefined;
    throw error;
  }
}
