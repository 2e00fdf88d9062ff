import { describe, expect, it } from "vitest";
import { createAnswerStore } from "../src/answer-store.js";
import { type DistIndexOptions, loadDistIndex } from "../src/dist-index.js";
import { indexJson, row } from "./support/fixtures.js";
import { scratch } from "./support/scratch.js";
import { type Answer, nobody, quickClient, serve, type TestServer } from "./support/server.js";

const client = quickClient();
const body = indexJson(row("v24.1.0"));
const json = { "content-type": "application/json", etag: '"one"', "cache-control": "max-age=60" };
const snapshot = { rows: [row("v22.0.0")], date: "2026-11-16" };

/** A server whose answer can be changed. */
async function server(first: Answer): Promise<TestServer & { answer: Answer }> {
  const state = { answer: first };
  const running = await serve({
    "/index.json": ({ headers }) =>
      state.answer.headers?.etag !== undefined && headers["if-none-match"] === state.answer.headers.etag
        ? { status: 304, headers: state.answer.headers }
        : state.answer,
  });
  return Object.assign(state, running);
}

function load(url: string, more: Partial<DistIndexOptions> = {}): ReturnType<typeof loadDistIndex> {
  return loadDistIndex({ url: `${url}/index.json`, client, ...more });
}

const minute = 60_000;
const start = Date.UTC(2026, 10, 20);
const at = (offset: number) => () => new Date(start + offset);

describe("loadDistIndex, online", () => {
  it("reads index.json", async () => {
    const { url } = await server({ headers: json, body });
    expect(await load(url)).toEqual({ rows: [row("v24.1.0")], origin: "index.json" });
  });

  it("asks nobody while the stored index is fresh, then asks whether it still holds", async () => {
    const store = createAnswerStore(await scratch());
    const running = await server({ headers: json, body });
    await load(running.url, { store, now: at(0) });
    expect(await load(running.url, { store, now: at(minute / 2) })).toMatchObject({
      origin: "index.json, as stored",
    });
    expect(running.requests).toHaveLength(1);
    expect(await load(running.url, { store, now: at(2 * minute) })).toEqual({
      rows: [row("v24.1.0")],
      origin: "index.json, as stored",
    });
    expect(running.requests.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"one"']);
    running.answer = { headers: { ...json, etag: '"two"' }, body: indexJson(row("v24.2.0")) };
    expect(await load(running.url, { store, now: at(4 * minute) })).toEqual({
      rows: [row("v24.2.0")],
      origin: "index.json",
    });
  });

  it.each<[string, Answer]>([
    ["503", { status: 503 }],
    ["403 of a proxy", { status: 403 }],
    [
      "a login page",
      { headers: { "content-type": "text/html; charset=utf-8" }, body: "<html>Log in</html>" },
    ],
    ["a cut connection", { headers: { "content-type": "application/json" }, body: "[", isCut: true }],
  ])("takes %s for no answer, with and without a stored index", async (_, answer) => {
    const store = createAnswerStore(await scratch());
    const running = await server({ headers: json, body });
    await load(running.url, { store, now: at(0) });
    running.answer = answer;
    const expected = { code: "ERR_SOURCE_UNREACHABLE", message: expect.stringContaining("") };
    await expect(load(running.url, { store, now: at(2 * minute), snapshot })).rejects.toMatchObject(expected);
    await expect(load(running.url, { snapshot })).rejects.toMatchObject(expected);
  });

  it("says so when nobody is there, and does not answer with the snapshot", async () => {
    await expect(load(await nobody(), { snapshot })).rejects.toMatchObject({
      code: "ERR_SOURCE_UNREACHABLE",
      message: expect.stringMatching(/index\.json: the server refused the connection/),
    });
  });

  it.each<[string, Answer, RegExp]>([
    ["404", { status: 404 }, /there is no http:\S+\/index\.json/],
    ["400", { status: 400 }, /status 400/],
    ["HTML under another name", { body: "<html>x</html>" }, /HTML/],
    ["nothing", { body: "" }, /it is empty/],
    ["a hostile version", { body: indexJson(row("v../../x")) }, /"v\.\.\/\.\.\/x"/],
    [
      "a codename that a terminal would obey",
      { body: indexJson(row("v1.0.0", { lts: "\u001b[2J" })) },
      /u\{1b\}/,
    ],
  ])("takes %s for a wrong answer", async (_, answer, message) => {
    const { url } = await server(answer);
    await expect(load(url)).rejects.toMatchObject({
      code: "ERR_SOURCE_INDEX",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/./),
    });
  });

  it("refuses an index without end", async () => {
    const { url } = await server({ headers: { "content-length": String(2 ** 40) }, body: "[" });
    await expect(load(url)).rejects.toMatchObject({
      code: "ERR_SOURCE_INDEX",
      message: expect.stringMatching(/longer than \d+ bytes/),
    });
  });

  it("sends credentials of the URL, and neither shows nor keeps them", async () => {
    const root = await scratch();
    const kept: string[] = [];
    const store = {
      get: createAnswerStore(root).get,
      set: async (key: string, bytes: Uint8Array) => void kept.push(key, Buffer.from(bytes).toString()),
    };
    const running = await server({ headers: json, body });
    await load(running.url.replace("//", "//user:secret@"), { store });
    expect(running.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from("user:secret").toString("base64")}`,
    );
    expect(kept).toHaveLength(2);
    expect(kept.join()).not.toContain("secret");
    running.answer = { status: 404 };
    await expect(load(running.url.replace("//", "//user:secret@"))).rejects.toMatchObject({
      message: expect.not.stringContaining("secret"),
    });
  });

  it("stops when it is called off, and does not call that unreachable", async () => {
    const { url } = await server({ headers: json, body });
    await expect(load(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "ERR_ARTIFACT_ABORTED",
    });
  });
});

describe("loadDistIndex, offline", () => {
  it("answers with the stored index, however old, and says so", async () => {
    const store = createAnswerStore(await scratch());
    const running = await server({ headers: json, body });
    await load(running.url, { store, now: at(0) });
    expect(await load(running.url, { store, snapshot, offline: true, now: at(1000 * minute) })).toEqual({
      rows: [row("v24.1.0")],
      origin: "index.json of 2026-11-20, as stored: offline",
    });
    expect(running.requests).toHaveLength(1);
  });

  it("answers with the snapshot where nothing is stored, and says so", async () => {
    expect(await load("http://127.0.0.1:1", { snapshot, offline: true })).toEqual({
      rows: snapshot.rows,
      origin: "bundled table of 2026-11-16: offline",
    });
  });

  it("has no answer without either", async () => {
    await expect(load("http://u:secret@127.0.0.1:1", { offline: true })).rejects.toMatchObject({
      code: "ERR_SOURCE_OFFLINE",
      message: expect.stringMatching(/^http:\/\/\*\*\*@127\.0\.0\.1:1\/index\.json was not read before/),
    });
  });

  it("takes a damaged store for an empty one", async () => {
    const store = { get: async () => new TextEncoder().encode("{"), set: async () => {} };
    await expect(load("http://127.0.0.1:1", { store, offline: true })).rejects.toMatchObject({
      code: "ERR_SOURCE_OFFLINE",
    });
  });
});
