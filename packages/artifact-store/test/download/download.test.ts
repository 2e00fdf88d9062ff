import { createHash } from "node:crypto";
import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { download } from "../../src/download/download.js";
import type { DownloadOptions, DownloadProgress, DownloadRetry } from "../../src/download/types.js";
import { createHttpClient } from "../../src/http/client.js";
import { collect, digestOf, noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { serve, serveFile } from "../helpers/server.js";

const client = createHttpClient({ env: {}, backoffMs: 1, retries: 3, stallTimeoutMs: 300 });
const content = noise(300_000);
const sha256 = { algorithm: "sha256", digest: digestOf("sha256", content) } as const;

const start = (
  url: string | readonly string[],
  more: Partial<DownloadOptions> = {},
): ReturnType<typeof download> => download({ urls: typeof url === "string" ? [url] : url, client, ...more });

describe("download", () => {
  test("delivers the bytes and their digest", async () => {
    const { url, requests } = await serveFile(content);
    const { body, finished } = start(`${url}/node.tar.gz`);
    expect((await collect(body)).equals(content)).toBe(true);
    expect(await finished).toEqual({
      url: `${url}/node.tar.gz`,
      sizeBytes: content.length,
      digests: { sha256: sha256.digest },
      attempts: 1,
    });
    expect(requests[0]?.headers["accept-encoding"]).toBe("identity");
  });

  test("does nothing before it is read, and needs a URL", async () => {
    const { url, requests } = await serveFile(content);
    start(url);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(requests).toHaveLength(0);
    expect(() => start([])).toThrow(TypeError);
  });

  test("proves all that is expected: hex, integrity text, several algorithms, size", async () => {
    const { url } = await serveFile(content);
    const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
    const expect_ = [
      { ...sha256, sizeBytes: content.length },
      { algorithm: "sha512", digest: integrity },
    ] as const;
    const { body, finished } = start(url, { expect: expect_ });
    await collect(body);
    expect(Object.keys((await finished).digests).sort()).toEqual(["sha256", "sha512"]);
  });

  test("ERR_ARTIFACT_DIGEST: other bytes than expected, from the iteration and from finished", async () => {
    const { url } = await serveFile(content);
    const wrong = { algorithm: "sha256", digest: digestOf("sha256", noise(10)) } as const;
    const { body, finished } = start(url, { expect: [sha256, wrong] });
    const error = await failure(collect(body), "ERR_ARTIFACT_DIGEST");
    expect(error.message).toContain(sha256.digest);
    expect(error.message).toContain(wrong.digest);
    await expect(finished).rejects.toBe(error);
  });

  test("ERR_ARTIFACT_DIGEST: a digest that is none is refused before any request", async () => {
    const { url, requests } = await serveFile(content);
    expect(() => start(url, { expect: [{ algorithm: "sha256", digest: "abc" }] })).toThrow(/no sha256/);
    expect(requests).toHaveLength(0);
  });

  test("ERR_ARTIFACT_SIZE: another size than expected, before the body is read", async () => {
    const { url, requests } = await serveFile(content);
    const { body } = start(url, { expect: [{ ...sha256, sizeBytes: 299_999 }] });
    await failure(collect(body), "ERR_ARTIFACT_SIZE");
    expect(requests).toHaveLength(1);
  });

  test("ERR_ARTIFACT_SIZE: a longer body that announced no length", async () => {
    const { url } = await serve((_, response) => {
      response.write(content.subarray(0, 1000));
      response.end(content.subarray(1000));
    });
    await failure(collect(start(url, { expect: [{ ...sha256, sizeBytes: 100 }] }).body), "ERR_ARTIFACT_SIZE");
  });

  test("ERR_ARTIFACT_LIMIT: more than maxBytes, announced or not", async () => {
    const announced = await serveFile(content);
    await failure(collect(start(announced.url, { maxBytes: 299_999 }).body), "ERR_ARTIFACT_LIMIT");
    await collect(start(announced.url, { maxBytes: 300_000 }).body);
    const silent = await serve((_, response) => {
      response.write(content);
      response.end();
    });
    await failure(collect(start(silent.url, { maxBytes: 299_999 }).body), "ERR_ARTIFACT_LIMIT");
  });

  test.each([404, 410])("ERR_ARTIFACT_NOT_FOUND: %i is not repeated", async (status) => {
    const { url, requests } = await serve((_, response) => response.writeHead(status).end());
    await failure(collect(start(url).body), "ERR_ARTIFACT_NOT_FOUND");
    expect(requests).toHaveLength(1);
  });

  test.each([401, 403, 204, 206, 304])("ERR_ARTIFACT_HTTP: %i is no file", async (status) => {
    const { url, requests } = await serve((_, response) => response.writeHead(status).end());
    expect(await failure(collect(start(url).body), "ERR_ARTIFACT_HTTP")).toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });

  test.each([408, 429, 500, 503])("repeats after %i twice, then succeeds", async (status) => {
    const { url } = await serve((_, response, count) =>
      response.writeHead(count < 3 ? status : 200).end(content),
    );
    const retries: DownloadRetry[] = [];
    const { body, finished } = start(url, { onRetry: (retry) => retries.push(retry) });
    expect((await collect(body)).equals(content)).toBe(true);
    expect((await finished).attempts).toBe(3);
    expect(retries.map(({ attempt, error }) => [attempt, error.status])).toEqual([
      [1, status],
      [2, status],
    ]);
  });

  test("ERR_ARTIFACT_HTTP: a server that stays broken, after the retries", async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(503).end());
    await failure(collect(start(url).body), "ERR_ARTIFACT_HTTP");
    expect(requests).toHaveLength(4);
  });

  test("waits as long as Retry-After says", async () => {
    const times: number[] = [];
    const { url } = await serve((_, response, count) => {
      times.push(performance.now());
      response.writeHead(count === 1 ? 503 : 200, { "retry-after": "1" }).end(content);
    });
    await collect(start(url).body);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(950);
  });

  test("ERR_ARTIFACT_NETWORK: nobody listens", async () => {
    await failure(collect(start("http://127.0.0.1:1/x").body), "ERR_ARTIFACT_NETWORK");
  });

  test("ERR_ARTIFACT_TIMEOUT: a server that is slower than allowed, before and within the body", async () => {
    const patient = createHttpClient({ env: {}, backoffMs: 1, retries: 1, stallTimeoutMs: 100 });
    const { url, requests } = await serve((request, response) => {
      if (request.url === "/half") {
        response.writeHead(200, { "content-length": 100 }).write("half");
      }
    });
    await Promise.all(
      ["none", "half"].map((path) =>
        failure(collect(start(`${url}/${path}`, { client: patient }).body), "ERR_ARTIFACT_TIMEOUT"),
      ),
    );
    expect(requests).toHaveLength(4);
  });

  test("a slow consumer is no slow server", async () => {
    const { url } = await serveFile(noise(8 << 20));
    let received = 0;
    for await (const chunk of start(url).body) {
      received += chunk.length;
      if (received === chunk.length) {
        await new Promise((resolve) => setTimeout(resolve, 700));
      }
    }
    expect(received).toBe(8 << 20);
  });

  test("ERR_ARTIFACT_REDIRECT: a loop", async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: "/" }).end());
    await failure(collect(start(`${url}/`).body), "ERR_ARTIFACT_REDIRECT");
  });

  test("ERR_ARTIFACT_NOT_ARCHIVE: a web page, by its type and by its bytes, however it is cut", async () => {
    const typed = await serve((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("Sign in"),
    );
    await failure(collect(start(typed.url).body), "ERR_ARTIFACT_NOT_ARCHIVE");
    const untyped = await serve((_, response) => {
      response.write("  <!doc");
      setTimeout(() => response.end(`type html>${" ".repeat(1000)}`), 30);
    });
    const delivered: Uint8Array[] = [];
    const reading = async (): Promise<void> => {
      for await (const chunk of start(untyped.url).body) {
        delivered.push(chunk);
      }
    };
    await failure(reading(), "ERR_ARTIFACT_NOT_ARCHIVE");
    expect(delivered).toEqual([]);
    expect(untyped.requests).toHaveLength(1);
  });

  test("ERR_ARTIFACT_ABORTED: before, during the body, and during a pause", async () => {
    const { url, requests } = await serveFile(content);
    await failure(collect(start(url, { signal: AbortSignal.abort() }).body), "ERR_ARTIFACT_ABORTED");
    expect(requests).toHaveLength(0);
    const stuck = await serve((_, response) =>
      response.writeHead(200, { "content-length": 9999 }).write("x".repeat(1000)),
    );
    const reading = start(stuck.url, { signal: AbortSignal.timeout(50) });
    await failure(collect(reading.body), "ERR_ARTIFACT_ABORTED");
    await failure(reading.finished, "ERR_ARTIFACT_ABORTED");
    const slow = createHttpClient({ env: {}, backoffMs: 60_000 });
    const down = await serve((_, response) => response.writeHead(500).end());
    await failure(
      collect(start(down.url, { client: slow, signal: AbortSignal.timeout(50) }).body),
      "ERR_ARTIFACT_ABORTED",
    );
  });

  test("leaves no listener on the signal", async () => {
    const { signal } = new AbortController();
    const { url } = await serveFile(content, {
      etag: '"v1"',
      cutAfter: (count) => (count === 1 ? 180_000 : undefined),
    });
    await collect(start(url, { signal }).body);
    await expect.poll(() => getEventListeners(signal, "abort").length).toBe(0);
  });

  test("finished rejects when the consumer stops reading, and the connection is let go", async () => {
    const { url, requests } = await serveFile(noise(8 << 20));
    const { body, finished } = start(url);
    for await (const _ of body) {
      break;
    }
    await failure(finished, "ERR_ARTIFACT_ABORTED");
    await expect.poll(() => requests[0]?.socket.destroyed).toBe(true);
  });

  test("an error of the consumer's own progress callback is passed on", async () => {
    const { url, requests } = await serveFile(content);
    const onProgress = (): void => {
      throw new RangeError("no such column");
    };
    await expect(collect(start(url, { onProgress }).body)).rejects.toThrow(RangeError);
    expect(requests).toHaveLength(1);
  });

  test("tells how far it is, over a resumed try", async () => {
    const { url } = await serveFile(content, {
      etag: '"v1"',
      cutAfter: (count) => (count === 1 ? 180_000 : undefined),
    });
    const events: DownloadProgress[] = [];
    await collect(
      start(url.replace("http://", "http://me:secret@"), { onProgress: (event) => events.push(event) }).body,
    );
    expect(events.at(0)).toMatchObject({ attempt: 1, totalBytes: 300_000, resumedFrom: undefined });
    const last = events.at(-1);
    expect(last).toMatchObject({ attempt: 2, receivedBytes: 300_000, totalBytes: 300_000 });
    expect(last?.resumedFrom).toBeGreaterThan(0);
    expect(last?.url).toBe(`${url.replace("http://", "http://***@")}/`);
    expect(
      events.every((event, i) => i === 0 || event.receivedBytes > (events[i - 1]?.receivedBytes ?? 0)),
    ).toBe(true);
  });

  test("tries mirrors in order and goes on with what it has", async () => {
    const missing = await serve((_, response) => response.writeHead(404).end());
    const cutting = await serveFile(content, { cutAfter: (count) => (count === 1 ? 100_000 : 1) });
    const whole = await serveFile(content);
    const { body, finished } = start([missing.url, cutting.url, whole.url], { expect: [sha256] });
    expect((await collect(body)).equals(content)).toBe(true);
    expect((await finished).url).toBe(whole.url);
    expect(missing.requests).toHaveLength(1);
    expect(whole.requests[0]?.headers.range).toMatch(/^bytes=[1-9]/);
  });

  test("turns to the next mirror for a web page and for another size", async () => {
    const page = await serveFile(Buffer.from("<html>"));
    const other = await serveFile(noise(10));
    const whole = await serveFile(content);
    const expected = [{ ...sha256, sizeBytes: content.length }];
    expect(
      (await collect(start([page.url, other.url, whole.url], { expect: expected }).body)).equals(content),
    ).toBe(true);
  });

  test("names all mirrors when none helps", async () => {
    const missing = await serve((_, response) => response.writeHead(404).end());
    const broken = await serve((_, response) => response.writeHead(403).end());
    const error = await failure(collect(start([broken.url, missing.url]).body), "ERR_ARTIFACT_HTTP");
    expect(error.message).toContain(missing.url);
    expect(error.message).toContain(broken.url);
  });
});
