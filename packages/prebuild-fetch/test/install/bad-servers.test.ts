import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import type { PrebuildErrorCode } from "../../src/errors.js";
import { fallbackFor } from "../../src/install/install-errors.js";
import { failure, install, installPlan, TARBALL, testClient } from "../support/install.js";
import { realAddon } from "../support/real-addons.js";
import { type Answer, listen, serve } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const good = await addonTarball(realAddon("linux-x64-glibc"));
const path = `/v1.2.3/${TARBALL}`;

describe("a server that", () => {
  const bad: readonly [string, Answer, PrebuildErrorCode, object][] = [
    [
      "has no such file",
      (_, response) => response.writeHead(404).end(),
      "ERR_PREBUILD_NOT_FOUND",
      { status: 404 },
    ],
    ["had it", (_, response) => response.writeHead(410).end(), "ERR_PREBUILD_NOT_FOUND", { status: 410 }],
    [
      "wants to know who asks",
      (_, response) => response.writeHead(401).end(),
      "ERR_PREBUILD_FETCH",
      { status: 401 },
    ],
    ["refuses", (_, response) => response.writeHead(403).end(), "ERR_PREBUILD_FETCH", { status: 403 }],
    ["is broken", (_, response) => response.writeHead(500).end(), "ERR_PREBUILD_FETCH", { status: 500 }],
    [
      "is busy for an hour",
      (_, response) => response.writeHead(503, { "retry-after": "3600" }).end(),
      "ERR_PREBUILD_FETCH",
      { status: 503 },
    ],
    [
      "sends a page for people",
      (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>"),
      "ERR_PREBUILD_CORRUPT",
      {},
    ],
    [
      "redirects in a circle",
      (_, response) => response.writeHead(302, { location: path }).end(),
      "ERR_PREBUILD_FETCH",
      {},
    ],
    [
      "redirects for ever",
      (_, response, count) => response.writeHead(302, { location: `${path}?${count}` }).end(),
      "ERR_PREBUILD_FETCH",
      {},
    ],
    [
      "redirects to a file",
      (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
      "ERR_PREBUILD_FETCH",
      {},
    ],
    ["hangs up", (_, response) => response.destroy(), "ERR_PREBUILD_FETCH", {}],
    ["never answers", () => {}, "ERR_PREBUILD_FETCH", {}],
    [
      "always stops half way",
      (_, response) => {
        response.writeHead(200, { "content-length": good.length });
        response.write(good.subarray(0, good.length / 2), () => response.destroy());
      },
      "ERR_PREBUILD_CORRUPT",
      {},
    ],
    [
      "promises less than it sends",
      (_, response) =>
        response.socket?.end(
          `HTTP/1.1 200 OK\r\ncontent-length: 100\r\nconnection: close\r\n\r\n${"x".repeat(50)}`,
        ),
      "ERR_PREBUILD_CORRUPT",
      {},
    ],
    [
      "speaks no HTTP",
      (_, response) => response.socket?.end("220 ftp.example ready\r\n"),
      "ERR_PREBUILD_FETCH",
      {},
    ],
  ];
  test.each(bad)("%s", async (_title, answer, code, facts) => {
    const server = await serve({ [path]: answer });
    const plan = installPlan(temporaryDirectory(), server.url);
    const client = testClient({ retries: 1, stallTimeoutMs: 500 });
    const error = await failure(plan, code, { client });
    expect(error).toMatchObject(facts);
    expect(fallbackFor(error)).toBe(code === "ERR_PREBUILD_CORRUPT" ? "build-loudly" : "build");
  });

  test("stops half way once is asked for the rest", async () => {
    const server = await serve({
      [path]: (request, response, count) => {
        const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
        response.writeHead(from > 0 ? 206 : 200, {
          etag: '"1"',
          "content-length": good.length - from,
          ...(from > 0 && { "content-range": `bytes ${from}-${good.length - 1}/${good.length}` }),
        });
        if (count === 1) response.write(good.subarray(0, 1000), () => response.destroy());
        else response.end(good.subarray(from));
      },
    });
    const plan = installPlan(temporaryDirectory(), server.url);
    expect(await install(plan)).toMatchObject({ outcome: { state: "installed" } });
  });

  test("is not there", async () => {
    const gone = createServer();
    const port = await listen(gone);
    gone.close();
    const plan = installPlan(temporaryDirectory(), `http://127.0.0.1:${port}/`);
    const error = await failure(plan, "ERR_PREBUILD_FETCH", { client: testClient({ retries: 0 }) });
    expect(error.message).toContain("refused");
  });

  test("has a name that nobody knows", async () => {
    const plan = installPlan(temporaryDirectory(), "https://no-such-host.invalid/");
    await failure(plan, "ERR_PREBUILD_FETCH", { client: testClient({ retries: 0 }) });
  });

  test("has a password in its address, which is not shown", async () => {
    const server = await serve({});
    const plan = installPlan(temporaryDirectory(), server.url.replace("//", "//me:secret@"));
    const error = await failure(plan, "ERR_PREBUILD_NOT_FOUND");
    expect(`${error.message} ${error.url} ${error.stack}`).not.toContain("secret");
  });
});

describe("a proxy that", () => {
  const through = (proxy: string) => testClient({ env: { http_proxy: proxy }, retries: 0 });

  test("refuses", async () => {
    const proxy = await serve({ "*": (_, response) => response.writeHead(403).end("no") });
    const plan = installPlan(temporaryDirectory(), "http://addons.example/");
    const error = await failure(plan, "ERR_PREBUILD_FETCH", { client: through(proxy.url) });
    expect(error.status).toBe(403);
    expect(proxy.requests).toContain(`GET ${path}`);
  });

  test("wants a password", async () => {
    const proxy = await serve({ "*": (_, response) => response.writeHead(407).end() });
    const plan = installPlan(temporaryDirectory(), "http://addons.example/");
    const error = await failure(plan, "ERR_PREBUILD_FETCH", { client: through(proxy.url) });
    expect(error.hint).toContain("PROXY");
  });

  test("refuses to connect to an https host", async () => {
    const proxy = createServer();
    proxy.on("connect", (_, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
    const port = await listen(proxy);
    const plan = installPlan(temporaryDirectory(), "https://addons.example/");
    const client = testClient({ env: { https_proxy: `http://127.0.0.1:${port}` }, retries: 0 });
    expect((await failure(plan, "ERR_PREBUILD_FETCH", { client })).message).toContain("Proxy");
  });

  test("is no address", async () => {
    const plan = installPlan(temporaryDirectory(), "http://addons.example/");
    await failure(plan, "ERR_PREBUILD_FETCH", { client: through("http://a b c") });
  });

  test("is not for this host is left alone", async () => {
    const server = await serve({ [path]: good });
    const client = testClient({ env: { http_proxy: "http://127.0.0.1:1", no_proxy: "127.0.0.1" } });
    const plan = installPlan(temporaryDirectory(), server.url);
    expect(await install(plan, { client })).toMatchObject({ outcome: { state: "installed" } });
  });
});
