import { describe, expect, test } from "vitest";
import { Digester } from "../../src/digest.js";
import { download } from "../../src/download/download.js";
import { transfer } from "../../src/download/transfer.js";
import type { TransferState } from "../../src/download/transfer-state.js";
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
