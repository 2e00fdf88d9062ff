import { describe, expect, test } from "vitest";
import { Digester } from "../../src/digest.js";
import { download } from "../../src/download/download.js";
import { type TransferState, transfer } from "../../src/download/transfer.js";
import type { DownloadOptions } from "../../src/download/types.js";
import { createHttpClient } from "../../src/http/client.js";
import { collect, digestOf, noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { serve, serveFile } from "../helpers/server.js";

const client = createHttpClient({ env: {}, backoffMs: 1, retries: 3, stallTimeoutMs: 2000 });
const content = noise(300_000);
const proved = [{ algorithm: "sha256", digest: digestOf("sha256", content) }] as const;
const firstCut = (count: number): number | undefined => (count === 1 ? 180_000 : undefined);

const fetched = (url: string, more: Partial<DownloadOptions> = {}): Promise<Buffer> =>
  collect(download({ urls: [url], client, ...more }).body);

describe("transfer", () => {
  test("one try ends with the bytes that came, and keeps what another one needs", async () => {
    const { url } = await serveFile(content, { etag: '"v1"', cutAfter: firstCut });
    const state: TransferState = {
      offset: 0,
      totalBytes: undefined,
      resumedFrom: undefined,
      hasAnswered: false,
      validator: undefined,
      digester: new Digester(["sha256"]),
      algorithm: "sha256",
    };
    const options = { urls: [url], client };
    const error = await failure(collect(transfer({ url, options, state })), "ERR_ARTIFACT_TRUNCATED");
    expect(error.message).toContain(`after ${state.offset} of 300000 bytes`);
    expect(state).toMatchObject({ totalBytes: 300_000, hasAnswered: true, validator: { url, tag: '"v1"' } });
    const rest = await collect(transfer({ url, options, state }));
    expect(rest.equals(content.subarray(content.length - rest.length))).toBe(true);
    expect(state.digester.current().sha256).toBe(proved[0].digest);
  });

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

  test("reads the file again, and leaves out what it has, where the server knows no Range", async () => {
    const { url } = await serveFile(content, { etag: '"v1"', ranges: false, cutAfter: firstCut });
    expect((await fetched(url)).equals(content)).toBe(true);
  });

  test("ERR_ARTIFACT_DIGEST: the file changed between two tries", async () => {
    const changed = noise(300_000, 2);
    const { url } = await serve((_, response, count) => {
      const body = count === 1 ? content : changed;
      response.writeHead(200, { "content-length": body.length, etag: `"v${count}"` });
      if (count === 1) {
        response.write(body.subarray(0, 180_000), () => response.destroy());
      } else {
        response.end(body);
      }
    });
    const error = await failure(fetched(url), "ERR_ARTIFACT_DIGEST");
    expect(error.message).toContain("no longer those received before");
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

  test("ERR_ARTIFACT_TRUNCATED: a server that always cuts at the same place", async () => {
    const { url, requests } = await serveFile(content, { ranges: false, cutAfter: () => 100_000 });
    await failure(fetched(url), "ERR_ARTIFACT_TRUNCATED");
    expect(requests).toHaveLength(4);
  });

  test("ERR_ARTIFACT_TRUNCATED: a body without announced length that is shorter than promised", async () => {
    const { url } = await serve((_, response) => {
      response.write(content.subarray(0, 1000));
      response.end();
    });
    const promised = [{ ...proved[0], sizeBytes: content.length }];
    await failure(fetched(url, { expect: promised }), "ERR_ARTIFACT_TRUNCATED");
  });

  test("gets there over many cuts as long as each brings enough", async () => {
    const large = noise(6 << 20);
    const { url, requests } = await serveFile(large, { etag: '"v1"', cutAfter: () => 1_200_000 });
    expect((await fetched(url)).equals(large)).toBe(true);
    expect(requests.length).toBeGreaterThan(4);
  });

  test("a mirror with other bytes is not spliced to the first one's", async () => {
    const first = await serveFile(content, { cutAfter: () => 180_000, ranges: false });
    const second = await serveFile(noise(300_000, 2));
    const urls = [first.url, second.url];
    await failure(collect(download({ urls, client }).body), "ERR_ARTIFACT_DIGEST");
    await failure(collect(download({ urls, client, expect: proved }).body), "ERR_ARTIFACT_DIGEST");
  });
});
