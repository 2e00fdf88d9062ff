import { fileURLToPath } from "node:url";
import { ArtifactError } from "../errors.js";
import type { HttpClient } from "../http/client.js";
import type { Environment } from "../http/proxy-env.js";
import { redactUrl } from "../redact-url.js";
import { createDirectoryStore } from "./directory-store.js";
import { createHttpStore } from "./http-store.js";
import { parseS3Url, type S3Location } from "./s3-endpoint.js";
import { createS3Store } from "./s3-store.js";
import type { ObjectStore } from "./types.js";

export interface OpenObjectStoreOptions {
  readonly client: HttpClient;
  /** Where `AWS_…` variables are read. Default: `process.env`. */
  readonly env?: Environment | undefined;
  /** A canned ACL for objects of S3, where the location does not say. */
  readonly acl?: string | undefined;
  /** Sent with each request to an HTTP server that is not S3. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * The store at a place that a user names: a path or `file:` URL; `s3://bucket/prefix`, with `region`,
 * `endpoint`, `path-style` (`true`, `false`), `acl` and `profile` as query; `https://…` in the form
 * of S3's hosts; any other `http(s)://…`.
 * @throws ArtifactError ERR_ARTIFACT_LOCATION
 */
export async function openObjectStore(
  location: string,
  options: OpenObjectStoreOptions,
): Promise<ObjectStore> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return createDirectoryStore(location);
    case "file":
      return createDirectoryStore(fileURLToPath(location));
    case "s3":
      return createS3Store({ ...options, ...parseLocation(location) });
    case "http":
    case "https": {
      const bucket = parseS3Url(location);
      return bucket === undefined
        ? createHttpStore(location, options)
        : createS3Store({ ...options, ...bucket });
    }
    default:
      throw locationError(location, `${scheme}: is no kind of place that is known`);
  }
}

const PARAMETERS: ReadonlySet<string> = new Set(["acl", "endpoint", "path-style", "profile", "region"]);

function parseLocation(
  location: string,
): S3Location & { readonly profile?: string | undefined; readonly acl?: string } {
  if (!URL.canParse(location)) {
    throw locationError(location, "it is no URL");
  }
  const { host, pathname, searchParams, username } = new URL(location);
  const unknown = [...searchParams.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined || username !== "") {
    const what = unknown === undefined ? "it has credentials" : `${JSON.stringify(unknown)} is no setting`;
    throw locationError(location, what);
  }
  const acl = searchParams.get("acl");
  const pathStyle = searchParams.get("path-style");
  return {
    bucket: host,
    prefix: decodeURIComponent(pathname),
    region: searchParams.get("region") ?? undefined,
    endpoint: searchParams.get("endpoint") ?? undefined,
    forcePathStyle: pathStyle === null ? undefined : pathStyle !== "false",
    profile: searchParams.get("profile") ?? undefined,
    ...(acl === null ? {} : { acl }),
  };
}

function locationError(location: string, why: string): ArtifactError {
  const shown = redactUrl(location);
  return new ArtifactError("ERR_ARTIFACT_LOCATION", `Cannot open ${shown}: ${why}`, {
    hint: "Give a directory, s3://bucket/prefix?region=…&endpoint=…, or an https address.",
    url: shown,
  });
}
