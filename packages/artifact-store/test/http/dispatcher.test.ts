import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { connect, createServer as createTcpServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Dispatcher } from "undici";
import { describe, expect, onTestFinished, test } from "vitest";
import { createDispatcher, type DispatcherSettings } from "../../src/http/dispatcher.js";
import { type HttpResponse, send } from "../../src/http/send.js";
import { selfSignedCertificate } from "../helpers/certificate.js";
import { failure } from "../helpers/errors.js";
import { listen, serve } from "../helpers/server.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const settings: DispatcherSettings = {
  env: {},
  caFile: undefined,
  extraCaCerts: [],
  skipCertificateCheck: false,
  connectTimeoutMs: 2000,
  stallTimeoutMs: 2000,
  isBrief: false,
};

async function get(url: string, more: Partial<DispatcherSettings> = {}): Promise<HttpResponse> {
  const dispatcher = await createDispatcher({ ...settings, ...more });
  onTestFinished(() => ("destroy" in dispatcher ? (dispatcher as Dispatcher).destroy() : dispatcher.close()));
  return send(dispatcher, { url, method: "GET", headers: {} }, { maxRedirects: 0, allowDowngrade: false });
}

/** A proxy that forwards http and tunnels https, and notes what it was asked for. */
async function proxy(): Promise<{ readonly port: number; readonly seen: string[] }> {
  const seen: string[] = [];
  const note = (request: IncomingMessage): void => {
    seen.push(`${request.method} ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
  };
  const server = createServer((request, response) => {
    note(request);
    response.end("from the proxy");
  });
  server.on("connect", (request, socket) => {
    note(request);
    const [host = "", port] = (request.url ?? "").split(":");
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("error", () => target.destroy());
  });
  return { port: await listen(server), seen };
}

describe("createDispatcher", () => {
  test("trusts a certificate of caFile or extraCaCerts, and no other", async () => {
    const certificate = selfSignedCertificate();
    const { url } = await serve((_, response) => response.end("secure"), certificate);
    const caFile = join(temporaryDirectory(), "ca.pem");
    writeFileSync(caFile, certificate.cert);
    expect(await text((await get(url, { caFile })).body)).toBe("secure");
    expect(await text((await get(url, { extraCaCerts: [certificate.cert] })).body)).toBe("secure");
    expect(await text((await get(url, { skipCertificateCheck: true })).body)).toBe("secure");
    const error = await failure(get(url), "ERR_ARTIFACT_NETWORK");
    expect(error.hint).toContain("NODE_EXTRA_CA_CERTS");
    await failure(get(url, { extraCaCerts: [selfSignedCertificate().cert] }), "ERR_ARTIFACT_NETWORK");
  });

  test("names the file of certificates that is missing", async () => {
    const error = await failure(
      get("http://127.0.0.1:1/", { caFile: "/no/such/ca.pem" }),
      "ERR_ARTIFACT_NOT_FOUND",
    );
    expect(error.message).toContain("/no/such/ca.pem");
  });

  test("asks the http proxy for http URLs, with its credentials", async () => {
    const { port, seen } = await proxy();
    const response = await get("http://nodejs.invalid/dist/", {
      env: { http_proxy: `http://me:pass@127.0.0.1:${port}` },
    });
    expect(await text(response.body)).toBe("from the proxy");
    const credentials = Buffer.from("me:pass").toString("base64");
    expect(seen).toEqual([`GET http://nodejs.invalid/dist/ Basic ${credentials}`]);
  });

  test("tunnels https through the https proxy and still checks the certificate", async () => {
    const certificate = selfSignedCertificate();
    const target = await serve((_, response) => response.end("through the tunnel"), certificate);
    const { port, seen } = await proxy();
    const env = { HTTPS_PROXY: `127.0.0.1:${port}` };
    const response = await get(target.url, { env, extraCaCerts: [certificate.cert] });
    expect(await text(response.body)).toBe("through the tunnel");
    expect(seen).toEqual([`CONNECT 127.0.0.1:${target.port}`]);
    await failure(get(target.url, { env }), "ERR_ARTIFACT_NETWORK");
  });

  test("goes around the proxy for the hosts of NO_PROXY", async () => {
    const { url } = await serve((_, response) => response.end("direct"));
    const env = { HTTP_PROXY: "http://127.0.0.1:1", NO_PROXY: "localhost, 127.0.0.1" };
    expect(await text((await get(url, { env })).body)).toBe("direct");
    await failure(get(url, { env: { HTTP_PROXY: "http://127.0.0.1:1" } }), "ERR_ARTIFACT_NETWORK");
  });

  test("takes no proxy from the environment of the process where another was given", async () => {
    const { url } = await serve((_, response) => response.end("direct"));
    const before = process.env.HTTP_PROXY;
    onTestFinished(() => {
      if (before === undefined) {
        delete process.env.HTTP_PROXY;
      } else {
        process.env.HTTP_PROXY = before;
      }
    });
    process.env.HTTP_PROXY = "http://127.0.0.1:1";
    expect(await text((await get(url, { env: {} })).body)).toBe("direct");
    expect(await text((await get(url, { env: { HTTPS_PROXY: "http://127.0.0.1:1" } })).body)).toBe("direct");
  });

  test("blames the proxy that refuses the tunnel", async () => {
    const server = createServer();
    server.on("connect", (_, socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${await listen(server)}` };
    const error = await failure(get("https://nodejs.invalid/", { env }), "ERR_ARTIFACT_NETWORK");
    expect(error.message).toContain("407");
    expect(error.hint).toContain("HTTPS_PROXY");
  });

  test("does not wait for a mute proxy for ever", async () => {
    const server = createServer();
    server.on("connect", () => {});
    const env = { HTTPS_PROXY: `http://127.0.0.1:${await listen(server)}` };
    await failure(get("https://nodejs.invalid/", { env, stallTimeoutMs: 200 }), "ERR_ARTIFACT_TIMEOUT");
  });

  test("does not wait for a connection for ever", async () => {
    const mute = createTcpServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void mute.close());
    const address = mute.address();
    const port = typeof address === "object" ? address?.port : 0;
    // TCP is there at once, the TLS handshake never comes.
    const startedAt = performance.now();
    await failure(get(`https://127.0.0.1:${port}/`, { connectTimeoutMs: 200 }), "ERR_ARTIFACT_TIMEOUT");
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test("does not wait for an answer for ever, nor for the rest of one", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/half") {
        response.writeHead(200, { "content-length": 10 }).write("half");
      }
    });
    const half = await get(`${url}/half`, { stallTimeoutMs: 200 });
    await Promise.all([
      failure(get(`${url}/none`, { stallTimeoutMs: 200 }), "ERR_ARTIFACT_TIMEOUT"),
      expect(text(half.body)).rejects.toMatchObject({ code: "UND_ERR_BODY_TIMEOUT" }),
    ]);
  });
});
