import { describe, expect, test } from "vitest";
import { parseS3Url, resolveS3Endpoint, type S3Location } from "../../src/object-store/s3-endpoint.js";
import { thrown } from "../helpers/errors.js";

describe("parseS3Url", () => {
  test.each([
    [
      "https://my-bucket.s3.us-east-1.amazonaws.com/a/b/",
      "my-bucket",
      "a/b",
      "us-east-1",
      "https://s3.us-east-1.amazonaws.com",
      false,
    ],
    [
      "https://my-bucket.s3-us-west-2.amazonaws.com",
      "my-bucket",
      "",
      "us-west-2",
      "https://s3-us-west-2.amazonaws.com",
      false,
    ],
    [
      "https://my.dotted.bucket.s3.amazonaws.com/x%20y",
      "my.dotted.bucket",
      "x y",
      "us-east-1",
      "https://s3.amazonaws.com",
      false,
    ],
    [
      "https://b.s3.dualstack.eu-west-1.amazonaws.com/",
      "b",
      "",
      "eu-west-1",
      "https://s3.dualstack.eu-west-1.amazonaws.com",
      false,
    ],
    [
      "https://b.s3.cn-north-1.amazonaws.com.cn/./a//b",
      "b",
      "a/b",
      "cn-north-1",
      "https://s3.cn-north-1.amazonaws.com.cn",
      false,
    ],
    ["https://b.s3.fr-par.scw.cloud/a", "b", "a", "fr-par", "https://s3.fr-par.scw.cloud", false],
    [
      "https://b.s3.us-west-004.backblazeb2.com:8443/a",
      "b",
      "a",
      "us-west-004",
      "https://s3.us-west-004.backblazeb2.com:8443",
      false,
    ],
    [
      "https://s3.eu-west-3.amazonaws.com/b/a/c",
      "b",
      "a/c",
      "eu-west-3",
      "https://s3.eu-west-3.amazonaws.com",
      true,
    ],
  ])("%s", (url, bucket, prefix, region, endpoint, forcePathStyle) => {
    expect(parseS3Url(url)).toEqual({ bucket, prefix, region, endpoint, forcePathStyle });
  });

  test.each([
    "https://files.example.com/s3/bucket",
    "https://s3.eu-west-3.amazonaws.com/",
    "https://as3.example.com/bucket",
    "https://github.com/owner/repo/releases/download/v1",
    "http://127.0.0.1:9000/bucket",
  ])("does not take %s for one", (url) => {
    expect(parseS3Url(url)).toBeUndefined();
  });
});

describe("resolveS3Endpoint", () => {
  const KEY = "a b/+c";
  test.each<[S3Location, Partial<S3Location>, string]>([
    [{ bucket: "bucket" }, {}, "https://bucket.s3.us-east-1.amazonaws.com/a%20b/%2Bc"],
    [{ bucket: "bucket" }, { region: "eu-west-3" }, "https://bucket.s3.eu-west-3.amazonaws.com/a%20b/%2Bc"],
    [{ bucket: "b.c.d", region: "eu-west-3" }, {}, "https://s3.eu-west-3.amazonaws.com/b.c.d/a%20b/%2Bc"],
    [
      { bucket: "bucket", region: "cn-north-1" },
      {},
      "https://bucket.s3.cn-north-1.amazonaws.com.cn/a%20b/%2Bc",
    ],
    [{ bucket: "bucket", endpoint: "http://localhost:9000/" }, {}, "http://localhost:9000/bucket/a%20b/%2Bc"],
    [
      { bucket: "bucket", endpoint: "https://minio.example/s3" },
      {},
      "https://minio.example/s3/bucket/a%20b/%2Bc",
    ],
    [
      { bucket: "bucket", endpoint: "https://s3.example", forcePathStyle: false },
      {},
      "https://bucket.s3.example/a%20b/%2Bc",
    ],
    [
      { bucket: "bucket", region: "eu-west-3", forcePathStyle: true },
      {},
      "https://s3.eu-west-3.amazonaws.com/bucket/a%20b/%2Bc",
    ],
    [{ bucket: "bucket" }, { endpoint: "http://localhost:1" }, "http://localhost:1/bucket/a%20b/%2Bc"],
  ])("%j %j", (location, defaults, url) => {
    expect(resolveS3Endpoint(location, defaults).urlOf(KEY)).toBe(url);
  });

  test.each<S3Location>([
    { bucket: "" },
    { bucket: "a" },
    { bucket: "has/slash" },
    { bucket: "evil.example/?" },
    { bucket: "127.0.0.1" },
    { bucket: "bucket", region: "evil.example/" },
    { bucket: "bucket", endpoint: "ftp://a.example" },
    { bucket: "bucket", endpoint: "a.example" },
  ])("refuses %j", (location) => {
    thrown(() => resolveS3Endpoint(location), "ERR_ARTIFACT_LOCATION");
  });
});
