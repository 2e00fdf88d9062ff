import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createIndexClient, type IndexClientOptions, type IndexStore } from "../src/client.js";
import { formatIndex } from "../src/index.js";
import { rows } from "./rows.js";

const BODY = formatIndex(rows, "json");
const SNAPSHOT = { rows: rows.slice(3), date: "2026-06-01" };
const MINUTE = 60_000;

/** Each test sets what the server does; the requests are kept. */
let respond: (request: IncomingMessage, response: ServerResponse) => void;
let requests: IncomingMessage[];
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let store: Map<string, string>;
let clock: number;

beforeEach(() => {
  requests = [];
  store = new Map();
  clock = Date.parse("2026-11-20T12:00:00Z");
  serve(BODY);
});

function serve(body: string, headers: Record<string, string> = {}, status = 200): void {
  respond = (_request, response) => response.writeHead(status, headers).end(body);
}

function mapStore(): IndexStore {
  return { get: (key) => store.get(key), set: (key, value) => void store.set(key, value) };
}

function makeClient(options: Partial<IndexClientOptions> = {}) {
  return createIndexClient({ fetch, store: mapStore(), now: () => clock, ...options });
}

describe("createIndexClient", () => {
  test("fetches, then answers from the store while fresh", async () => {
    const client = makeClient({ maxAgeMs: 10 * MINUTE });
    const first = await client.load(`${base}/index.json`);
    expect(first).toMatchObject({ origin: "network", url: `${base}/index.json` });
    expect(first.rows).toStrictEqual(rows);
    expect(first.fetchedAt.getTime()).toBe(clock);
    clock += 9 * MINUTE;
    const second = await makeClient().load(`${base}/index.json`);
    expect(second.origin).toBe("cache");
    expect(second.rows).toStrictEqual(rows);
    expect(second.fetchedAt.getTime()).toBe(clock - 9 * MINUTE);
    expect(requests).toHaveLength(1);
  });

  test("reads an index.tab too", async () => {
    serve(formatIndex(rows, "tab"));
    expect((await makeClient().load(`${base}/index.tab`)).rows).toHaveLength(rows.length);
  });

  test("revalidates by ETag and Last-Modified, and counts as fresh again after a 304", async () => {
    serve(BODY, { etag: '"v1"', "last-modified": "Fri, 20 Nov 2026 10:00:00 GMT" });
    const client = makeClient({ maxAgeMs: MINUTE });
    await client.load(`${base}/index.json`);
    clock += 2 * MINUTE;
    serve("", {}, 304);
    const again = await client.load(`${base}/index.json`);
    expect(requests[1]?.headers).toMatchObject({
      "if-none-match": '"v1"',
      "if-modified-since": "Fri, 20 Nov 2026 10:00:00 GMT",
    });
    expect(again).toMatchObject({ origin: "revalidated", rows, fetchedAt: new Date(clock) });
    clock += MINUTE / 2;
    expect((await client.load(`${base}/index.json`)).origin).toBe("cache");
    expect(requests).toHaveLength(2);
  });

  test.each([
    ["max-age=3600", 59 * MINUTE, "cache"],
    ["public, max-age=3600, must-revalidate", 61 * MINUTE, "network"],
    ["max-age=0", 1, "network"],
    ["no-cache", 1, "network"],
    ["no-store", 1, "network"],
    ["private", 4 * MINUTE, "cache"],
    ["private", 6 * MINUTE, "network"],
  ])("honours Cache-Control %s: after %d ms it answers from %s", async (header, elapsed, origin) => {
    serve(BODY, { "cache-control": header });
    const client = makeClient();
    await client.load(`${base}/index.json`);
    clock += elapsed;
    expect((await client.load(`${base}/index.json`)).origin).toBe(origin);
    expect(store.size).toBe(header === "no-store" ? 0 : 1);
  });

  test.each([
    ["the server fails", () => serve("oops", {}, 503), "status 503"],
    ["the index is gone", () => serve("oops", {}, 404), "status 404"],
    ["an HTML page answers", () => serve("<!doctype html><title>Log in</title>"), "an HTML or XML page"],
    ["the body is cut", () => serve(BODY.slice(0, 500)), "not JSON"],
    ["the connection breaks", () => (respond = (request) => void request.socket.destroy()), "cannot load"],
  ])("answers with the stale index when %s, and says why", async (_title, breakServer, why) => {
    const client = makeClient({ snapshot: SNAPSHOT });
    await client.load(`${base}/index.json`);
    const fetchedAt = new Date(clock);
    clock += 24 * 60 * MINUTE;
    breakServer();
    const stale = await client.load(`${base}/index.json`);
    expect(stale).toMatchObject({ origin: "stale", rows, fetchedAt });
    expect(stale.problem?.message).toContain(why);
    serve(BODY);
    expect((await client.load(`${base}/index.json`)).origin).toBe("network");
  });

  test("answers with the snapshot when there is nothing else, but not for another channel", async () => {
    serve("", {}, 500);
    const client = makeClient({ snapshot: SNAPSHOT });
    const answer = await client.load(`${base}/dist/index.json`);
    expect(answer).toMatchObject({
      origin: "snapshot",
      rows: SNAPSHOT.rows,
      fetchedAt: new Date("2026-06-01"),
    });
    expect(answer.problem?.code).toBe("ERR_RELEASE_FETCH");
    for (const channel of ["nightly", "rc", "v8-canary", "chakracore-release"]) {
      await expect(client.load(`${base}/download/${channel}/index.json`)).rejects.toMatchObject({
        code: "ERR_RELEASE_FETCH",
      });
    }
  });

  test.each([
    ["status 404", () => serve("", {}, 404), "ERR_RELEASE_FETCH", "status 404"],
    ["an HTML page", () => serve("<html>"), "ERR_RELEASE_INDEX", "an HTML or XML page"],
    ["another JSON", () => serve("{}"), "ERR_RELEASE_INDEX", "a JSON object, not a list"],
    ["a body above the bound", () => serve(BODY), "ERR_RELEASE_FETCH", "longer than 400 bytes"],
    [
      "an announced length above the bound",
      () => serve(BODY, { "content-length": String(BODY.length) }),
      "ERR_RELEASE_FETCH",
      "longer than 400 bytes",
    ],
    [
      "a body that never ends",
      () => (respond = (_, response) => void endless(response)),
      "ERR_RELEASE_FETCH",
      "longer than 400 bytes",
    ],
    ["no answer in time", () => (respond = () => undefined), "ERR_RELEASE_FETCH", "did not answer in time"],
  ])("throws for %s when nothing is stored", async (_title, breakServer, code, why) => {
    breakServer();
    const client = makeClient({ maxBytes: 400, timeoutMs: 150 });
    await expect(client.load(`${base}/index.json`)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(why),
      hint: expect.any(String),
    });
    await expect(client.load(`${base}/index.json`)).rejects.toMatchObject({
      message: expect.stringContaining(base),
    });
  });

  test("says where to look when there is no such file", async () => {
    serve("", {}, 404);
    await expect(makeClient().load(`${base}/index.json`)).rejects.toMatchObject({
      hint: expect.stringContaining("index.tab"),
    });
    serve("", {}, 500);
    await expect(makeClient().load(`${base}/index.json`)).rejects.toMatchObject({
      hint: expect.stringContaining("mirror"),
    });
  });

  test("asks nobody when offline", async () => {
    const client = makeClient({ snapshot: SNAPSHOT });
    expect((await client.load(`${base}/index.json`, { offline: true })).origin).toBe("snapshot");
    await expect(makeClient().load(`${base}/index.json`, { offline: true })).rejects.toMatchObject({
      code: "ERR_RELEASE_FETCH",
    });
    await client.load(`${base}/index.json`);
    clock += 24 * 60 * MINUTE;
    const stale = await client.load(`${base}/index.json`, { offline: true });
    expect(stale).toMatchObject({ origin: "stale", rows });
    expect(stale.problem).toBeUndefined();
    expect(requests).toHaveLength(1);
  });

  test("shares one request between loads of one URL at the same time", async () => {
    const client = makeClient();
    const [a, b] = await Promise.all([client.load(`${base}/index.json`), client.load(`${base}/index.json`)]);
    expect(a).toBe(b);
    expect(requests).toHaveLength(1);
  });

  test.each([
    ["damaged", "{"],
    ["of another form", '{"format":0}'],
    [
      "with a body that is no index",
      JSON.stringify({ format: 1, body: "<html>", fetchedAt: 1, freshUntil: 9e15 }),
    ],
  ])("passes over a stored entry that is %s", async (_title, entry) => {
    const url = `${base}/index.json`;
    store.set(url, entry.replace('"body"', `"url":${JSON.stringify(url)},"body"`));
    expect((await makeClient().load(url)).origin).toBe("network");
  });

  test("works with a store that fails", async () => {
    const broken: IndexStore = {
      get: () => Promise.reject(new Error("disk")),
      set: () => {
        throw new Error("quota");
      },
    };
    expect((await makeClient({ store: broken }).load(`${base}/index.json`)).origin).toBe("network");
  });

  test("does not trust an entry from the future", async () => {
    await makeClient().load(`${base}/index.json`);
    clock -= MINUTE;
    expect((await makeClient().load(`${base}/index.json`)).origin).toBe("network");
  });

  test("never shows credentials", async () => {
    const url = base.replace("//", "//me:secret@");
    const error = await makeClient()
      .load(`${url}/index.json`)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: "ERR_RELEASE_FETCH",
      message: expect.stringContaining("***@127.0.0.1"),
    });
    expect(error).toMatchObject({ message: expect.not.stringContaining("secret") });
  });
});

function endless(response: ServerResponse): void {
  response.writeHead(200);
  const write = (): void => {
    while (!response.destroyed && response.write(" ".repeat(64)));
  };
  response.on("drain", write).on("error", () => undefined);
  write();
}
