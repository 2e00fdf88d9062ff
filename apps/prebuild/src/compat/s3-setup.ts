import { locateBucket } from "@nodewright/prebuild-fetch";

/** The variables that decide on a bucket. */
export interface HostedVariables {
  readonly hosted_path: string;
  readonly host?: string | undefined;
  readonly bucket?: string | undefined;
  readonly region?: string | undefined;
  readonly s3ForcePathStyle?: boolean | undefined;
}

export interface S3Config {
  bucket: string;
  region: string;
  prefix: string;
  endpoint?: string;
  s3ForcePathStyle?: boolean | undefined;
}

/** Where in S3 the variables point, as node-pre-gyp's `lib/util/s3_setup.js` gives it. */
export function detect(variables: HostedVariables): S3Config {
  const { hosted_path, host, bucket: named, region: namedRegion, s3ForcePathStyle } = variables;
  const { bucket, region, prefix, endpoint } = locateBucket({
    host: host ?? "",
    hostedPath: hosted_path,
    bucket: named,
    region: namedRegion,
    s3ForcePathStyle: s3ForcePathStyle ?? false,
  });
  return { bucket, region, prefix, ...(endpoint !== undefined && { endpoint, s3ForcePathStyle }) };
}
