import { describe, expect, test } from "vitest";
import { contentDigest, infoFromHeaders } from "../../src/object-store/object-headers.js";

const HEX = "ab".repeat(32);
const BASE64 = Buffer.from(HEX, "hex").toString("base64");

describe("infoFromHeaders", () => {
  test("what S3 tells", () => {
    const headers = {
      "content-length": "12",
      etag: '"x"',
      "last-modified": "Sat, 21 Nov 2026 12:00:00 GMT",
      "x-amz-meta-sha256": HEX.toUpperCase(),
    };
    expect(infoFromHeaders("key", headers)).toEqual({
      key: "key",
      sizeBytes: 12,
      modifiedAt: new Date("2026-11-21T12:00:00Z"),
      etag: '"x"',
      sha256: HEX,
    });
  });

  test("the whole size where a part was asked for", () => {
    const headers = { "content-length": "5", "content-range": "bytes 0-4/1000" };
    expect(infoFromHeaders("key", headers).sizeBytes).toBe(1000);
  });

  test("nothing", () => {
    const info = infoFromHeaders("key", { "last-modified": "yesterday" });
    expect(info).toEqual({
      key: "key",
      sizeBytes: undefined,
      modifiedAt: undefined,
      etag: undefined,
      sha256: undefined,
    });
  });

  test.each([
    [{ "x-checksum-sha256": HEX }, HEX],
    [{ "repr-digest": `sha-512=:AA==:, sha-256=:${BASE64}:` }, HEX],
    [{ digest: `MD5=AA==, SHA-256=${BASE64}` }, HEX],
    [{ "x-amz-meta-sha256": "zz" }, undefined],
    [{ "repr-digest": "sha-256=:AA==:" }, undefined],
  ])("the digest in %j", (headers, sha256) => {
    expect(infoFromHeaders("key", headers).sha256).toBe(sha256);
  });
});

test("contentDigest", () => {
  expect(contentDigest(HEX)).toBe(`sha-256=:${BASE64}:`);
});
