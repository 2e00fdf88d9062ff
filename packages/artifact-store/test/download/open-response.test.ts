import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { download } from "../../src/download/download.js";
import { validatorTag } from "../../src/download/open-response.js";
import type { DownloadOptions } from "../../src/download/types.js";
import { createHttpClient } from "../../src/http/client.js";
import type { HttpResponse } from "../../src/http/send.js";
import { collect, digestOf, noise } from "../helpers/bytes.js";
import { serve, serveFile } from "../helpers/server.js";

const client = createHttpClient({ env: {}, backoffMs: 1, retries: 3, stallTimeoutMs: 2000 });
const content = noise(300_000);
const proved = [{ algorithm: "sha256", digest: digestOf("sha256", content) }] as const;
const firstCut = (count: number): number | undefined => (count === 1 ? 180_000 : undefined);

const fetched = (url: string, more: Partial<DownloadOptions> = {}): Promise<Buffer> =>
  collect(download({ urls: [url], client, ...more }).body);

describe("openResponse", () => {
  test.each([
    ["a strong ETag", { etag: '"v1"' }, '"v1"'],
    ["a date", { lastModified: "Thu, 01 Jan 2026 00:00:00 GMT" }, "Thu, 01 Jan 2026 00:00:00 GMT"],
    [
      "a date beside a weak ETag",
      { etag: 'W/"v1"', lastModified: "Thu, 01 Jan 2026 00:00:00 GMT" },
      "Thu, 01 Jan 2026 00:00:00 GMT",
    ],
  ])("goes on by Range under %s", async (_, validator, condition) => {
    const { url, requests } = await serveFile(content, { ...validator, cutAfter: firstCut });
    expect((await fetched(url)).equals(content)).toBe(true);
    expect(requests[1]?.headers["if-range"]).toBe(condition);
    expect(requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  test("goes on without a validator only where a digest would tell", async () => {
    const cautious = await serveFile(content, { cutAfter: firstCut });
    expect((await fetched(cautious.url)).equals(content)).toBe(true);
    expect(cautious.requests[1]?.headers.range).toBeUndefined();
    const bold = await serveFile(content, { cutAfter: firstCut });
    expect((await fetched(bold.url, { expect: proved })).equals(content)).toBe(true);
    expect(bold.requests[1]?.headers.range).toBeDefined();
    expect(bold.requests[1]?.headers["if-range"]).toBeUndefined();
  });

  test.each([
    ["another start", { "content-range": "bytes 5-299999/300000" }],
    ["another size", { "content-range": "bytes $from-399999/400000" }],
    ["another ETag", { "content-range": "bytes $from-299999/300000", etag: '"v2"' }],
    ["no range at all", {}],
  ])("does not believe a partial answer with %s", async (_, headers: Record<string, string>) => {
    const { url, requests } = await serve((request, response) => {
      const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1];
      if (from === undefined) {
        const isFirst = requests.length === 1;
        response.writeHead(200, { "content-length": content.length, etag: '"v1"' });
        response.write(isFirst ? content.subarray(0, 180_000) : content, () =>
          isFirst ? response.destroy() : response.end(),
        );
        return;
      }
      const shown = Object.entries(headers).map(([name, value]) => [name, value.replace("$from", from)]);
      response.writeHead(206, Object.fromEntries(shown)).end(noise(100, 9));
    });
    expect((await fetched(url)).equals(content)).toBe(true);
    expect(requests).toHaveLength(3);
  });

  test("reads the file again after 416", async () => {
    const { url } = await serve((request, response, count) => {
      if (request.headers.range !== undefined) {
        response.writeHead(416).end();
        return;
      }
      response.writeHead(200, { "content-length": content.length, etag: '"v1"' });
      response.write(count === 1 ? content.subarray(0, 180_000) : content, () =>
        count === 1 ? response.destroy() : response.end(),
      );
    });
    expect((await fetched(url)).equals(content)).toBe(true);
  });
});

describe("validatorTag", () => {
  const answer = (headers: Record<string, string>): HttpResponse => ({
    url: "http://a.example/",
    status: 200,
    headers,
    body: Readable.from([]),
  });

  test.each([
    [{ etag: '"v1"', "last-modified": "Thu" }, '"v1"'],
    [{ etag: 'W/"v1"', "last-modified": "Thu" }, "Thu"],
    [{ etag: 'W/"v1"' }, undefined],
    [{}, undefined],
  ])("of %j is %s", (headers, tag) => {
    expect(validatorTag(answer(headers))).toBe(tag);
  });
});
