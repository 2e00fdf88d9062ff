import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { toHttpRequest, toResponse } from "../../src/http/fetch-shape.js";

describe("toHttpRequest", () => {
  test("takes what fetch takes", async () => {
    const controller = new AbortController();
    const headers = new Headers({ "X-One": "1" });
    const url = new URL("http://me:secret@a.example/");
    const head = await toHttpRequest(url, { method: "head", headers, signal: controller.signal });
    expect(head).toMatchObject({
      url: url.href,
      method: "HEAD",
      headers: { "x-one": "1", "accept-encoding": "gzip, br" },
      body: undefined,
    });
    expect(head.signal?.aborted).toBe(false);
    controller.abort();
    expect(head.signal?.aborted).toBe(true);
    const request = new Request("http://a.example/", {
      method: "POST",
      body: "text",
      headers: { "x-one": "1" },
    });
    const post = await toHttpRequest(request);
    expect(post).toMatchObject({ url: "http://a.example/", method: "POST", headers: { "x-one": "1" } });
    expect(post.body).toEqual(new TextEncoder().encode("text"));
  });

  test("refuses a method that it does not know", async () => {
    await expect(toHttpRequest("http://a.example/", { method: "BREW" })).rejects.toThrow(TypeError);
  });
});

describe("toResponse", () => {
  const answer = (
    status: number,
    headers: Record<string, string>,
    body: string | Buffer,
  ): Parameters<typeof toResponse>[0] => ({
    url: "http://a.example/end",
    status,
    headers,
    body: Readable.from([Buffer.from(body)]),
  });

  test("is a Response with URL, status, headers and decoded body", async () => {
    const headers = { etag: '"v1"', "content-encoding": "gzip", "content-length": "27" };
    const response = toResponse(answer(200, headers, gzipSync('{"a":1}')), "GET");
    expect(response).toBeInstanceOf(Response);
    expect(response.url).toBe("http://a.example/end");
    expect(response.headers.get("etag")).toBe('"v1"');
    expect(response.headers.get("content-length")).toBeNull();
    expect(await response.json()).toEqual({ a: 1 });
  });

  test.each([204, 304])("has no body at %i", (status) => {
    expect(toResponse(answer(status, { etag: '"v1"' }, ""), "GET").body).toBeNull();
  });

  test("has no body for HEAD, whatever its headers say", () => {
    const response = toResponse(
      answer(200, { "content-encoding": "gzip", "content-length": "27" }, ""),
      "HEAD",
    );
    expect(response.body).toBeNull();
    expect(response.headers.get("content-length")).toBe("27");
  });
});
