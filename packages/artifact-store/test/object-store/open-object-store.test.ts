import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { openObjectStore } from "../../src/object-store/open-object-store.js";
import { failure } from "../helpers/errors.js";
import { testClient } from "../helpers/object-stores.js";
import { serveStrictS3 } from "../helpers/s3/strict-s3.js";
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from "../helpers/s3/verify-signature.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const env = {
  AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
  AWS_REGION: "eu-west-3",
};

describe("openObjectStore", () => {
  test("a path and a file URL", async () => {
    const path = join(temporaryDirectory(), "a b");
    const client = testClient();
    await (await openObjectStore(path, { client })).put("key", Buffer.from("x"));
    const again = await openObjectStore(pathToFileURL(path).href, { client });
    expect(await again.head("key")).toMatchObject({ sizeBytes: 1 });
  });

  test("an s3 URL with settings", async () => {
    const s3 = await serveStrictS3({ region: "eu-west-3" });
    const location = `s3://bucket/some/prefix?endpoint=${encodeURIComponent(s3.url)}&acl=public-read`;
    const store = await openObjectStore(location, { client: testClient(), env, acl: "private" });
    await store.put("key", Buffer.from("x"));
    expect(s3.objects.get("some/prefix/key")?.headers["x-amz-acl"]).toBe("public-read");
    expect(store.location).toBe(`${s3.url}/bucket/some/prefix/`);
  });

  test.each([
    ["s3://bucket", "https://bucket.s3.eu-west-3.amazonaws.com/key"],
    ["s3://bucket?region=us-east-2&path-style=true", "https://s3.us-east-2.amazonaws.com/bucket/key"],
    ["https://bucket.s3.sa-east-1.amazonaws.com/a", "https://bucket.s3.sa-east-1.amazonaws.com/a/key"],
    ["https://user:secret@files.example.com/a/", "https://***@files.example.com/a/key"],
  ])("%s", async (location, url) => {
    expect((await openObjectStore(location, { client: testClient(), env })).locationOf("key")).toBe(url);
  });

  test.each([
    "ftp://a.example/",
    "s3://",
    "s3:bucket",
    "s3://bucket?acl=private&colour=red",
    "s3://key:secret@bucket",
    "s3://bucket?endpoint=minio",
  ])("refuses %s", async (location) => {
    const error = await failure(
      openObjectStore(location, { client: testClient(), env }),
      "ERR_ARTIFACT_LOCATION",
    );
    expect(error.message).not.toContain("secret");
  });
});
