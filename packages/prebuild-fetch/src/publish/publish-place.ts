import type { Environment, HttpClient } from "@nodewright/artifact-store";
import type { ObjectStore, S3Location } from "@nodewright/artifact-store/object-store";
import { locateBucket } from "../config/locate-bucket.js";
import type { PrebuildPlan } from "../config/types.js";
import { filePathOf } from "../install/locations.js";
import { legacyAcl, withLegacySettings } from "./legacy-settings.js";

/** Where prebuilds are published. */
export interface PublishPlace {
  readonly store: ObjectStore;
  /** What the keys of an addon's prebuilds begin with, as `remote_path` follows: a slash at its end, or empty. */
  readonly rootPrefix: string;
  /** The same for those of one plan: `remote_path` is part of it. */
  readonly prefix: string;
}

/** What of a plan publishing needs. */
export type PlacePlan = Pick<
  PrebuildPlan,
  "root" | "host" | "hostedPath" | "remotePath" | "bucket" | "region" | "s3ForcePathStyle" | "acl"
> &
  Partial<Pick<PrebuildPlan, "isAclDefault">>;

export interface PublishPlaceOptions {
  readonly client: HttpClient;
  /** A directory, `s3://bucket/prefix` or `https://…` that stands for the host. */
  readonly to?: string | undefined;
  /** Where the credentials of S3 are named. */
  readonly env: Environment;
}

/**
 * Opens the place that a plan's host is: the bucket behind it, or the folder of a `file://` host; or the one that is
 * named instead.
 * @throws PrebuildError ERR_PREBUILD_HOST for a host that is no bucket; ArtifactError as `openObjectStore`
 */
export async function openPublishPlace(
  plan: PlacePlan,
  { client, to, ...options }: PublishPlaceOptions,
): Promise<PublishPlace> {
  const remote = asPrefix(plan.remotePath);
  const { createDirectoryStore, createS3Store, openObjectStore, parseS3Url } = await import(
    "@nodewright/artifact-store/object-store"
  );
  const isBucket = to === undefined ? !plan.host.startsWith("file:") : to.startsWith("s3:");
  const env = isBucket ? await withLegacySettings(options.env, plan) : options.env;
  const legacy = isBucket && plan.isAclDefault ? await legacyAcl(options.env, plan) : undefined;
  const acl = legacy ?? plan.acl;
  if (to !== undefined) {
    const store = await openObjectStore(to, { client, env, acl });
    return { store, rootPrefix: "", prefix: remote };
  }
  if (plan.host.startsWith("file:")) {
    return { store: createDirectoryStore(filePathOf(plan.host)), rootPrefix: "", prefix: remote };
  }
  const { bucket, region, ...located } = locateBucket(plan);
  const server = located.endpoint === undefined ? serverOf(plan.hostedPath, parseS3Url) : located;
  const { endpoint, forcePathStyle } = server;
  const store = await createS3Store({ client, env, bucket, region, endpoint, forcePathStyle, acl });
  const prefix = asPrefix(located.prefix);
  const rootPrefix = prefix.endsWith(remote) ? prefix.slice(0, prefix.length - remote.length) : "";
  return { store, rootPrefix, prefix };
}

type Server = Partial<Pick<S3Location, "endpoint" | "forcePathStyle">>;

/** Another store than Amazon's, by its host's name; Amazon's own is the default, and may be set in the environment. */
function serverOf(hostedPath: string, parse: (url: string) => Server | undefined): Server {
  return /\.amazonaws\.com(?:\.cn)?$/.test(new URL(hostedPath).hostname) ? {} : (parse(hostedPath) ?? {});
}

function asPrefix(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.map((part) => `${part}/`).join("");
}
