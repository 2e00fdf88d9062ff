import { describe, expect, it } from "vitest";
import { locateBucket } from "../../src/index.js";

const locate = (hostedPath: string, more: object = {}): ReturnType<typeof locateBucket> =>
  locateBucket({
    host: hostedPath,
    hostedPath,
    bucket: undefined,
    region: undefined,
    s3ForcePathStyle: false,
    ...more,
  });

describe("locateBucket", () => {
  it.each([
    ["https://name.s3.us-west-2.amazonaws.com", "name", "us-west-2", ""],
    ["https://name.s3.us-west-2.amazonaws.com/a/b/", "name", "us-west-2", "a/b/"],
    ["https://name.s3-us-west-2.amazonaws.com/a/", "name", "us-west-2", "a/"],
    ["https://name.s3.amazonaws.com/", "name", "us-east-1", ""],
    ["https://with.dots.s3-eu-west-1.amazonaws.com/", "with.dots", "eu-west-1", ""],
  ])("%s", (url, bucket, region, prefix) => {
    expect(locate(url)).toEqual({ bucket, region, prefix, endpoint: undefined, forcePathStyle: false });
  });

  it("takes the bucket that package.json names", () => {
    const named = { host: "https://store.example/", bucket: "b", region: "r" };
    expect(locate("https://store.example/a/", named)).toEqual({
      bucket: "b",
      region: "r",
      prefix: "a/",
      endpoint: "https://store.example/",
      forcePathStyle: false,
    });
    expect(locate("https://store.example/b/a/", { ...named, s3ForcePathStyle: true })).toMatchObject({
      prefix: "a/",
    });
  });

  it.each(["https://s3.us-west-2.amazonaws.com/bucket/", "https://store.example/", "a-folder/"])(
    "finds none in %s",
    (url) => {
      expect(() => locate(url)).toThrow("Could not parse s3 bucket name from virtual host url.");
    },
  );
});
