import { describe, expect, test } from "vitest";
import { createHttpStore } from "../../src/object-store/http-store.js";
import { collect, noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { serveHttpPut } from "../helpers/http-put-server.js";
import { testClient } from "../helpers/object-stores.js";
import { serve } from "../helpers/server.js";

const TEXT = Buffer.from("some text");

describe("createHttpStore", () => {
  test("sends credentials, type, length and digests", async () => {
    const server = await serveHttpPut();
    const client = testClient();
    const url = server.url.replace("//", "//user:pass@");
    await createHttpStore(url, { client, headers: { "x-own": "1" } }).put("a", TEXT, {
      contentType: "text/plain",
    });
    expect(server.requests.find(({ method }) => method === "PUT")?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("user:pass").toString("base64")}`,
      "x-own": "1",
      "content-type": "text/plain",
      "content-length": "9",
      "if-none-match": "*",
      "content-digest": expect.stringMatching(/^sha-256=:.{44}:$/),
    });
  });

  test("reads back from a server that tells no digest, and finds what it changed", async () => {
    const server = await serveHttpPut({
      isModern: false,
      damage: (bytes) => Buffer.from(bytes.toString().toUpperCase()),
    });
    const store = createHttpStore(server.url, { client: testClient() });
    await failure(store.put("a", TEXT), "ERR_ARTIFACT_DIGEST");
  });

  test.each([401, 403])("says what %i means, without the password", async (status) => {
    const { url } = await serve((_, response) => response.writeHead(status).end("<h1>no</h1>"));
    const store = createHttpStore(url.replace("//", "//user:s3cret@"), { client: testClient() });
    const error = await failure(store.put("a", TEXT), "ERR_ARTIFACT_PERMISSION");
    expect(error).toMatchObject({ status });
    expect(error.message).not.toContain("s3cret");
  });

  test("repeats after 503 with the whole body", async () => {
    const seen: number[] = [];
    const { url } = await serve((request, response) => {
      if (request.method === "HEAD") {
        const isThere = seen.length > 1;
        response.writeHead(isThere ? 200 : 404, isThere ? { "content-length": 300_000 } : {}).end();
      } else if (request.method === "GET") {
        response.end(noise(300_000));
      } else {
        request.toArray().then((chunks) => {
          seen.push(Buffer.concat(chunks).length);
          response.writeHead(seen.length === 1 ? 503 : 201).end();
        });
      }
    });
    await createHttpStore(url, { client: testClient() }).put("a", noise(300_000));
    expect(seen).toEqual([300_000, 300_000]);
  });

  test("sends the body again where a redirect leads", async () => {
    const target = await serveHttpPut();
    const { url } = await serve((request, response) => {
      request.resume();
      response.writeHead(307, { location: `${target.url}${request.url}` }).end();
    });
    const store = createHttpStore(url, { client: testClient() });
    await store.put("a", noise(200_000));
    expect((await collect((await store.get("a"))?.body ?? collectNothing())).equals(noise(200_000))).toBe(
      true,
    );
  });
});

async function* collectNothing(): AsyncGenerator<Buffer> {}
