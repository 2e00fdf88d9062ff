import { describe, expect, test } from "vitest";
import { download } from "../../src/download/download.js";
import { createHttpClient } from "../../src/http/client.js";
import { collect, digestOf, noise } from "../helpers/bytes.js";
import { serveFile } from "../helpers/server.js";

const client = createHttpClient({ env: {}, backoffMs: 1, retries: 3 });

describe("download", () => {
  test("delivers the bytes and their digests", async () => {
    const content = noise(300_000);
    const { url } = await serveFile(content);
    const { body, finished } = download({ urls: [`${url}/node.tar.gz`], client });
    expect((await collect(body)).equals(content)).toBe(true);
    expect(await finished).toEqual({
      url: `${url}/node.tar.gz`,
      sizeBytes: 300_000,
      digests: { sha256: digestOf("sha256", content) },
      attempts: 1,
    });
  });

  test("goes on where a connection was cut", async () => {
    const content = noise(300_000);
    const { url, requests } = await serveFile(content, {
      etag: '"v1"',
      cutAfter: (count) => (count === 1 ? 180_000 : undefined),
    });
    const { body, finished } = download({ urls: [url], client });
    expect((await collect(body)).equals(content)).toBe(true);
    expect((await finished).attempts).toBe(2);
    expect(requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(requests[1]?.headers["if-range"]).toBe('"v1"');
  });
});
