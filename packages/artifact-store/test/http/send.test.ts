import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { Agent } from "undici";
import { afterAll, describe, expect, test } from "vitest";
import { discard, type HttpRequest, send } from "../../src/http/send.js";
import { failure } from "../helpers/errors.js";
import { serve } from "../helpers/server.js";

const agent = new Agent({ connect: { timeout: 1000 } });
const policy = { maxRedirects: 3, allowDowngrade: false };
const get = (url: string, more: Partial<HttpRequest> = {}): ReturnType<typeof send> =>
  send(agent, { url, method: "GET", headers: {}, ...more }, policy);

afterAll(() => agent.destroy());

describe("send", () => {
  test("returns any status with its headers in lower case and the body as sent", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(418, { "X-Tea": "green", "Set-Cookie": ["a=1", "b=2"] }).end("short and stout");
    });
    const response = await get(`${url}/pot?x=1#lid`);
    expect(response).toMatchObject({ status: 418, url: `${url}/pot?x=1` });
    expect(response.headers).toMatchObject({ "x-tea": "green", "set-cookie": "a=1, b=2" });
    expect(await text(response.body)).toBe("short and stout");
  });

  test("sends a body again after 307, and none after 303", async () => {
    const { url, requests } = await serve((request, response, count) => {
      if (count === 1) {
        response.writeHead(307, { location: "/again" });
      } else if (count === 2) {
        response.writeHead(303, { location: "/done" });
      }
      request.pipe(response);
    });
    const body = (): Readable => Readable.from([Buffer.from("body")]);
    const headers = { "content-length": "4", "content-type": "text/plain" };
    const response = await get(url, { method: "PUT", headers, body });
    expect(await text(response.body)).toBe("");
    expect(requests.map(({ method }) => method)).toEqual(["PUT", "PUT", "GET"]);
    expect(requests.map((request) => request.headers["content-length"])).toEqual(["4", "4", undefined]);
  });

  test("returns a redirect when told to", async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(302, { location: "/x" }).end());
    expect(await get(url, { redirect: "manual" })).toMatchObject({ status: 302 });
    expect(requests).toHaveLength(1);
  });

  test("follows redirects and says where they ended", async () => {
    const { url, requests } = await serve((request, response) => {
      if (request.url === "/end") {
        response.end("here");
      } else {
        response.writeHead(302, { location: request.url === "/start" ? "/middle" : "end" }).end();
      }
    });
    const response = await get(`${url}/start`, { headers: { "private-token": "t" } });
    expect(response.url).toBe(`${url}/end`);
    expect(await text(response.body)).toBe("here");
    expect(requests.map((request) => request.headers["private-token"])).toEqual(["t", "t", "t"]);
  });

  test("does not carry credentials to another origin", async () => {
    const other = await serve((_, response) => response.end("there"));
    const { url, requests } = await serve((_, response) =>
      response.writeHead(307, { location: `${other.url}/file` }).end(),
    );
    const headers = {
      authorization: "Bearer secret",
      cookie: "s=1",
      "x-api-key": "k",
      "if-none-match": '"v"',
    };
    discard(await get(url, { headers }));
    expect(requests[0]?.headers).toMatchObject(headers);
    const received = other.requests[0]?.headers ?? {};
    expect(received).toMatchObject({ "if-none-match": '"v"' });
    expect(Object.keys(received)).not.toEqual(expect.arrayContaining(["authorization"]));
    expect(JSON.stringify(received)).not.toMatch(/secret|s=1|"k"/);
  });

  test("sends user name and password of a URL to its own host only, as Basic", async () => {
    const other = await serve((_, response) => response.end());
    const { port, requests } = await serve((_, response) =>
      response.writeHead(301, { location: other.url }).end(),
    );
    discard(await get(`http://me:p%40ss@127.0.0.1:${port}/`));
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
    discard(await get(`http://me:100%@127.0.0.1:${port}/`));
    expect(requests[1]?.headers.authorization).toBe(`Basic ${Buffer.from("me:100%").toString("base64")}`);
  });

  test("turns a redirected POST into a GET, but keeps it at 307", async () => {
    const seen: string[] = [];
    const { url } = await serve((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      const status = request.url === "/see" ? 303 : request.url === "/keep" ? 307 : 200;
      response.writeHead(status, status === 200 ? {} : { location: "/done" }).end();
    });
    discard(await get(`${url}/see`, { method: "POST", body: "x" }));
    discard(await get(`${url}/keep`, { method: "POST", body: "x" }));
    expect(seen).toEqual(["POST /see", "GET /done", "POST /keep", "POST /done"]);
  });

  test.each([
    ["a loop", (count: number) => (count % 2 === 1 ? "/b" : "/a")],
    ["endless redirects", (count: number) => `/step-${count}`],
    ["a redirect to a file", () => "file:///etc/passwd"],
    ["a redirect to nowhere", () => undefined],
  ])("refuses %s", async (_, location) => {
    const { url } = await serve((_request, response, count) => {
      const to = location(count);
      response.writeHead(302, to === undefined ? {} : { location: to }).end();
    });
    const error = await failure(get(`${url}/a`), "ERR_ARTIFACT_REDIRECT");
    expect(error.url).toBe(`${url}/a`);
  });

  test("says that nobody listens", async () => {
    const error = await failure(get("http://127.0.0.1:1/"), "ERR_ARTIFACT_NETWORK");
    expect(error.message).toBe("Cannot fetch http://127.0.0.1:1/: the server refused the connection");
  });

  test("says that the server hung up", async () => {
    const { url } = await serve((request) => request.socket.destroy());
    await failure(get(url), "ERR_ARTIFACT_NETWORK");
  });

  test("stops when called off, before and during the wait", async () => {
    const { url } = await serve(() => {});
    await failure(get(url, { signal: AbortSignal.abort() }), "ERR_ARTIFACT_ABORTED");
    await failure(get(url, { signal: AbortSignal.timeout(30) }), "ERR_ARTIFACT_ABORTED");
  });
});
