import { brotliCompressSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHttpClient, type HttpClient, type HttpClientOptions } from "../../src/http/client.js";
import { failure } from "../helpers/errors.js";
import { serve } from "../helpers/server.js";

function client(options: HttpClientOptions = {}): HttpClient {
  const made = createHttpClient({ env: {}, backoffMs: 1, ...options });
  onTestFinished(() => made.close());
  return made;
}

describe("createHttpClient", () => {
  test("text: reads a body that fails twice", async () => {
    const { url, requests } = await serve((_, response, count) =>
      response.writeHead(count < 3 ? 503 : 200).end("text"),
    );
    expect(await client().text(url)).toBe("text");
    expect(requests).toHaveLength(3);
  });

  test("text: gives up after the retries with the last answer", async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(500).end());
    expect(await failure(client({ retries: 1 }).text(url), "ERR_ARTIFACT_HTTP")).toMatchObject({
      status: 500,
    });
    expect(requests).toHaveLength(2);
  });

  test("text: does not repeat what is not there", async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(404).end());
    await failure(client().text(url), "ERR_ARTIFACT_NOT_FOUND");
    expect(requests).toHaveLength(1);
  });

  test("text: reads again from the start when the body was cut", async () => {
    const { url } = await serve((_, response, count) => {
      response.writeHead(200, { "content-length": 4 });
      if (count === 1) {
        response.write("te", () => response.destroy());
      } else {
        response.end("text");
      }
    });
    expect(await client().text(url)).toBe("text");
  });

  test("text: asks for compression and undoes it", async () => {
    const { url, requests } = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": "br" }).end(brotliCompressSync("text")),
    );
    expect(await client().text(new URL(url))).toBe("text");
    expect(requests[0]?.headers).toMatchObject({ "accept-encoding": "gzip, br", "user-agent": "nodewright" });
  });

  test("text: refuses more than maxBytes", async () => {
    const { url } = await serve((_, response) => response.end("text"));
    await failure(client().text(url, { maxBytes: 3 }), "ERR_ARTIFACT_LIMIT");
  });

  test("json: parses, and tells a web page from bad JSON", async () => {
    const { url } = await serve((request, response) => {
      response.end(
        { "/good": '[{"version":"v24.0.0"}]', "/page": "<!doctype html>" }[request.url ?? ""] ?? "[{",
      );
    });
    expect(await client().json(`${url}/good`)).toEqual([{ version: "v24.0.0" }]);
    expect((await failure(client().json(`${url}/page`), "ERR_ARTIFACT_CORRUPT")).message).toContain(
      "web page",
    );
    expect((await failure(client().json(`${url}/bad`), "ERR_ARTIFACT_CORRUPT")).message).toContain(
      "not JSON",
    );
  });

  test("fetch: serves where a fetch is asked for, any status included", async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(request.headers["if-none-match"] === '"v1"' ? 304 : 404, { etag: '"v1"' }).end();
    });
    const asFetch: typeof globalThis.fetch = client().fetch;
    expect((await asFetch(url)).status).toBe(404);
    const cached = await asFetch(url, { headers: { "if-none-match": '"v1"' } });
    expect(cached.status).toBe(304);
    expect(cached.headers.get("etag")).toBe('"v1"');
  });

  test("fetch: repeats a GET, and returns the last answer when that does not help", async () => {
    const { url, requests } = await serve((_, response, count) =>
      response.writeHead(count < 3 ? 502 : 200).end("ok"),
    );
    expect(await (await client().fetch(url)).text()).toBe("ok");
    expect(requests).toHaveLength(3);
    const down = await serve((_, response) => response.writeHead(503, { "retry-after": "7200" }).end("down"));
    const response = await client().fetch(down.url);
    expect([response.status, await response.text(), down.requests.length]).toEqual([503, "down", 1]);
  });

  test("fetch: does not repeat a POST", async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(503).end());
    expect((await client().fetch(url, { method: "POST", body: "once" })).status).toBe(503);
    expect(requests).toHaveLength(1);
  });

  test("fetch: throws for the network, after retries", async () => {
    const { url, requests } = await serve((request) => request.socket.destroy());
    await failure(client({ retries: 2 }).fetch(url), "ERR_ARTIFACT_NETWORK");
    expect(requests).toHaveLength(3);
  });

  test("fetch: stops when called off during a pause", async () => {
    const { url } = await serve((_, response) => response.writeHead(503).end());
    const slow = client({ backoffMs: 60_000 });
    await failure(slow.fetch(url, { signal: AbortSignal.timeout(50) }), "ERR_ARTIFACT_ABORTED");
  });

  test.each(["ftp://a.example/", "file:///etc/passwd", "nodejs.org/dist", ""])(
    "refuses the address %j",
    async (url) => {
      await failure(client().text(url), "ERR_ARTIFACT_NETWORK");
    },
  );

  test("sends its user agent and the caller's headers", async () => {
    const { url, requests } = await serve((_, response) => response.end());
    await client({ userAgent: "tool/1" }).text(url, { headers: { authorization: "Bearer x" } });
    expect(requests[0]?.headers).toMatchObject({ "user-agent": "tool/1", authorization: "Bearer x" });
  });

  test("may be closed and used again", async () => {
    const { url } = await serve((_, response) => response.end("text"));
    const made = client();
    await made.close();
    expect(await made.text(url)).toBe("text");
    await made.close();
    expect(await made.text(url)).toBe("text");
  });

  test("may be closed when it never could be used", async () => {
    const made = createHttpClient({ env: { HTTP_PROXY: "http://a b" } });
    await failure(made.text("http://127.0.0.1:1/"), "ERR_ARTIFACT_NETWORK");
    await made.close();
  });
});
