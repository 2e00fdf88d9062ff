import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { createPlainRequester, type PlainSettings } from "../../src/http/plain-requester.js";
import { type HttpResponse, send } from "../../src/http/send.js";
import { selfSignedCertificate } from "../helpers/certificate.js";
import { failure } from "../helpers/errors.js";
import { serve } from "../helpers/server.js";

function get(url: string, more: Partial<PlainSettings> = {}, signal?: AbortSignal): Promise<HttpResponse> {
  const requester = createPlainRequester({ connectTimeoutMs: 2000, stallTimeoutMs: 2000, tls: {}, ...more });
  const policy = { maxRedirects: 3, allowDowngrade: false };
  return send(requester, { url, method: "GET", headers: { "x-a": "1" }, signal }, policy);
}

describe("createPlainRequester", () => {
  test("brings any status, headers and the body as sent, and follows redirects", async () => {
    const { url, requests } = await serve((_, response, count) => {
      if (count === 1) response.writeHead(302, { location: "/b?c=1" }).end();
      else response.writeHead(418, { "X-Tea": "green" }).end("short and stout");
    });
    const response = await get(`${url}/a`);
    expect(response).toMatchObject({ status: 418, url: `${url}/b?c=1`, headers: { "x-tea": "green" } });
    expect(await text(response.body)).toBe("short and stout");
    expect(requests[1]).toMatchObject({ url: "/b?c=1", headers: { "x-a": "1" } });
  });

  test("trusts what it is told to trust", async () => {
    const certificate = selfSignedCertificate();
    const { url } = await serve((_, response) => response.end("secure"), certificate);
    expect(await text((await get(url, { tls: { ca: [certificate.cert] } })).body)).toBe("secure");
    expect(await text((await get(url, { tls: { rejectUnauthorized: false } })).body)).toBe("secure");
    expect((await failure(get(url), "ERR_ARTIFACT_NETWORK")).message).toContain("self-signed");
  });

  test("says who does not answer", async () => {
    await failure(get("http://127.0.0.1:1/"), "ERR_ARTIFACT_NETWORK");
    const { url } = await serve(() => {});
    expect((await failure(get(url, { stallTimeoutMs: 50 }), "ERR_ARTIFACT_TIMEOUT")).message).toContain(
      "answer",
    );
  });

  test("gives up a body that stops, and one that is cut", async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(200, { "content-length": 10 }).write("five!");
      if (request.url === "/cut") setTimeout(() => response.destroy(), 20);
    });
    const stopped = await get(url, { stallTimeoutMs: 50 });
    await expect(text(stopped.body)).rejects.toMatchObject({ code: "UND_ERR_BODY_TIMEOUT" });
    const cut = await get(`${url}/cut`);
    await expect(text(cut.body)).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
    });
  });

  test("waits for a slow reader as long as it takes", async () => {
    const { url } = await serve((_, response) => response.end(Buffer.alloc(8 << 20)));
    const { body } = await get(url, { stallTimeoutMs: 60 });
    await pause(250);
    expect((await text(body)).length).toBe(8 << 20);
  });

  test("stops when it is told to", async () => {
    const { url } = await serve(() => {});
    await failure(get(url, {}, AbortSignal.timeout(50)), "ERR_ARTIFACT_ABORTED");
  });

  test("does not wait for a connection for ever", async () => {
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const error = await failure(
      get(`https://127.0.0.1:${port}/`, { connectTimeoutMs: 50 }),
      "ERR_ARTIFACT_TIMEOUT",
    );
    expect(error.message).toContain("accept the connection");
  });
});
