import { describe, expect, test } from "vitest";
import { cacheLifetime, type FetchResponse, readBody } from "../src/http-response.js";

test.each([
  [null, { mayStore: true }],
  ["", { mayStore: true }],
  ["max-age=60", { maxAgeMs: 60_000, mayStore: true }],
  ['Public, Max-Age="60"', { maxAgeMs: 60_000, mayStore: true }],
  ["max-age=1, max-age=2", { maxAgeMs: 2000, mayStore: true }],
  ["max-age=99999999999", { mayStore: true }],
  ["max-age=-1", { mayStore: true }],
  ["s-maxage=60", { mayStore: true }],
  ["no-cache, max-age=60", { maxAgeMs: 0, mayStore: true }],
  ["no-store, max-age=60", { maxAgeMs: 0, mayStore: false }],
])("cacheLifetime of %j is %j", (header, lifetime) => {
  expect(cacheLifetime(header)).toStrictEqual(lifetime);
});

describe("readBody", () => {
  test("joins a character that two chunks share", async () => {
    const bytes = new TextEncoder().encode("aé");
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, 2));
        controller.enqueue(bytes.slice(2));
        controller.close();
      },
    });
    expect(await readBody(new Response(body), 10)).toBe("aé");
  });

  test("takes a response without a stream", async () => {
    const response: FetchResponse = {
      status: 200,
      headers: new Headers(),
      body: null,
      text: async () => "[]",
    };
    expect(await readBody(response, 2)).toBe("[]");
    await expect(readBody(response, 1)).rejects.toThrow("longer than 1 bytes");
  });
});
