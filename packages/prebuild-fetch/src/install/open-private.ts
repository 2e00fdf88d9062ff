import type { Environment, HttpClient } from "@nodewright/artifact-store";
import { PrebuildError } from "../errors.js";
import { withLegacySettings } from "../publish/legacy-settings.js";
import { openPublishPlace, type PlacePlan, type PublishPlace } from "../publish/publish-place.js";
import { nameInUrl } from "./locations.js";
import type { InstallOptions } from "./types.js";

export interface PrivateBucketOptions {
  readonly client: HttpClient;
  /** Where AWS' variables are read. */
  readonly env: Environment;
}

/**
 * Opens what a plan's bucket refuses to strangers, by requests that are signed with the keys of `AWS_ACCESS_KEY_ID` and
 * `AWS_SECRET_ACCESS_KEY`, of the profile that `AWS_PROFILE` names, or those of
 * node-pre-gyp 0.x. Where there are none, and for a host that is no
 * bucket, it opens nothing.
 */
export function privateOpener(
  plan: PlacePlan,
  options: PrivateBucketOptions,
): NonNullable<InstallOptions["openPrivate"]> {
  return async (url) => {
    const env = await withLegacySettings(options.env, plan);
    const hasKeys = Boolean((env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) || env.AWS_PROFILE);
    const place = hasKeys ? await placeOf(plan, options) : undefined;
    return (await place?.store.get(place.prefix + decodeURIComponent(nameInUrl(url))))?.body;
  };
}

async function placeOf(plan: PlacePlan, options: PrivateBucketOptions): Promise<PublishPlace | undefined> {
  try {
    return await openPublishPlace(plan, options);
  } catch (error) {
    if (error instanceof PrebuildError) return undefined;
    throw error;
  }
}
