import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { failure, install, installPlan, TARBALL, testClient } from "../support/install.js";
import { realAddon } from "../support/real-addons.js";
import { listen, serve } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const good = await addonTarball(realAddon("linux-x64-glibc"));
const path = `/v1.2.3/${TARBALL}`;

describe("a server that", () => {
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

  test("is not for this host is left alone", async () => {
    const server = await serve({ [path]: good });
    const client = testClient({ env: { http_proxy: "http://127.0.0.1:1", no_proxy: "127.0.0.1" } });
    const plan = installPlan(temporaryDirectory(), server.url);
    expect(await install(plan, { client })).toMatchObject({ outcome: { state: "installed" } });
  });
});
