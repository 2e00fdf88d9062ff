import { describe, expect, test } from "vitest";
import type { S3StoreOptions } from "../../src/object-store/s3-store.js";
import { failure } from "../helpers/errors.js";
import { CREDENTIALS, strictS3Store } from "../helpers/object-stores.js";
import { faulty } from "../helpers/s3/faulty.js";
import type { Fault, Seen, StrictS3Options } from "../helpers/s3/strict-s3.js";

const TEXT = Buffer.from("some text");

describe("refusals", () => {
  const refused = async (
    server: StrictS3Options,
    options: Partial<S3StoreOptions>,
    code: Parameters<typeof failure>[1],
  ): Promise<{ message: string; hint: string }> => {
    const { store } = await strictS3Store(server, options);
    const { message, hint = "" } = await failure(store.put("a", TEXT), code);
    expect(message + hint).not.toContain(CREDENTIALS.secretAccessKey);
    return { message, hint };
  };
  const isNoHead = ({ method }: Seen): boolean => method !== "HEAD";
  const refusing = (status: number, code: string): StrictS3Options =>
    faulty(isNoHead, { kind: "refuse", status, code });

  test("a wrong secret", async () => {
    const credentials = { ...CREDENTIALS, secretAccessKey: "wrong" };
    const { hint } = await refused({}, { credentials }, "ERR_ARTIFACT_PERMISSION");
    expect(hint).toContain("access key");
    const { store } = await strictS3Store({}, { credentials });
    const error = await failure(
      store.get("a").then(() => {}),
      "ERR_ARTIFACT_PERMISSION",
    );
    expect(error.message).toContain("the signature is wrong");
    expect(error.hint).toContain("AWS_SECRET_ACCESS_KEY");
  });

  test("no credentials", async () => {
    const { hint } = await refused({}, { credentials: null }, "ERR_ARTIFACT_PERMISSION");
    expect(hint).toContain("AWS_PROFILE");
  });

  test("a wrong session token", async () => {
    const credentials = { ...CREDENTIALS, sessionToken: "old" };
    const { store } = await strictS3Store({ sessionToken: "new" }, { credentials });
    const error = await failure(
      store.get("a").then(() => {}),
      "ERR_ARTIFACT_PERMISSION",
    );
    expect(error.message).not.toContain("old");
    expect(error.hint).toContain("AWS_SESSION_TOKEN");
  });

  test("a clock that is wrong", async () => {
    const now = (): Date => new Date(Date.now() - 3_600_000);
    const { message } = await refused({}, { now }, "ERR_ARTIFACT_PERMISSION");
    expect(message).toMatch(/clock differs from the server's by (?:59|60) minutes/);
  });

  test("another region, told by XML", async () => {
    const { store } = await strictS3Store({ region: "eu-west-3" });
    const error = await failure(
      store.get("a").then(() => {}),
      "ERR_ARTIFACT_REDIRECT",
    );
    expect(error.message).toContain("the bucket bucket is in the region eu-west-3, not in us-east-1");
    expect(error.hint).toContain("eu-west-3");
  });

  test("another region, told by a header", async () => {
    const fault: Fault = {
      kind: "refuse",
      status: 301,
      code: "PermanentRedirect",
      headers: { "x-amz-bucket-region": "sa-east-1" },
    };
    const { hint } = await refused(
      faulty(() => true, fault),
      {},
      "ERR_ARTIFACT_REDIRECT",
    );
    expect(hint).toContain("sa-east-1");
  });

  test.each([
    [404, "NoSuchBucket", "ERR_ARTIFACT_NOT_FOUND", "there is no such bucket"],
    [403, "AccessDenied", "ERR_ARTIFACT_PERMISSION", "403 AccessDenied"],
    [403, "InvalidAccessKeyId", "ERR_ARTIFACT_PERMISSION", "does not know the access key"],
    [400, "ExpiredToken", "ERR_ARTIFACT_PERMISSION", "expired"],
    [400, "AccessControlListNotSupported", "ERR_ARTIFACT_HTTP", "access control lists"],
    [400, "BadDigest", "ERR_ARTIFACT_DIGEST", "other bytes arrived"],
    [418, "Teapot", "ERR_ARTIFACT_HTTP", "418 Teapot"],
  ] as const)("%i %s", async (status, code, expected, text) => {
    const { message } = await refused(refusing(status, code), {}, expected);
    expect(message).toContain(text);
  });
});
