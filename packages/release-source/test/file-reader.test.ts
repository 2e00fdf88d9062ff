import { describe, expect, it } from "vitest";
import { createAnswerStore } from "../src/answer-store.js";
import { answerKey, createFileReader } from "../src/file-reader.js";
import { scratch } from "./support/scratch.js";
import { nobody, quickClient, serve } from "./support/server.js";

const client = quickClient();
const maxBytes = 1000;

describe("createFileReader", () => {
  it("reads a file, with the headers that were asked for", async () => {
    const server = await serve({ "/f": { body: "text" } });
    const read = createFileReader({ client });
    const bytes = await read(`${server.url}/f`, { maxBytes, headers: { accept: "x/y" } });
    expect(Buffer.from(bytes ?? []).toString()).toBe("text");
    expect(server.requests[0]?.headers.accept).toBe("x/y");
  });

  it.each([404, 410])("answers undefined to %i", async (status) => {
    const server = await serve({ "/f": { status } });
    expect(await createFileReader({ client })(`${server.url}/f`, { maxBytes })).toBeUndefined();
  });

  it("says that nobody answers, with credentials left out", async () => {
    const url = (await nobody()).replace("//", "//user:secret@");
    const reading = createFileReader({ client })(`${url}/f`, { maxBytes });
    await expect(reading).rejects.toMatchObject({
      code: "ERR_SOURCE_UNREACHABLE",
      message: expect.stringMatching(/the server refused the connection/),
      hint: expect.stringContaining("--source npm"),
    });
    await expect(reading).rejects.not.toMatchObject({ message: expect.stringContaining("secret") });
  });

  it.each([
    ["503 from a gateway", { status: 503 }],
    ["403 from a proxy", { status: 403 }],
    [
      "a login page",
      { headers: { "content-type": "text/html" }, body: "<!doctype html><title>Log in</title>" },
    ],
    ["a cut connection", { body: "te", isCut: true }],
  ])("takes %s for no answer", async (_, answer) => {
    const server = await serve({ "/f": answer });
    await expect(createFileReader({ client })(`${server.url}/f`, { maxBytes })).rejects.toMatchObject({
      code: "ERR_SOURCE_UNREACHABLE",
    });
  });

  it("does not take a wrong answer for none", async () => {
    const server = await serve({ "/long": { body: "x".repeat(2000) }, "/who": { status: 401 } });
    const read = createFileReader({ client });
    await expect(read(`${server.url}/long`, { maxBytes })).rejects.toMatchObject({
      code: "ERR_ARTIFACT_LIMIT",
    });
    await expect(read(`${server.url}/who`, { maxBytes })).rejects.toMatchObject({
      code: "ERR_ARTIFACT_HTTP",
    });
  });

  it("answers offline from the store, by URL, without a request", async () => {
    const store = createAnswerStore(await scratch());
    const server = await serve({ "/f": { body: "text" }, "/none": { status: 404 } });
    const online = createFileReader({ client, store });
    await online(`${server.url}/f`, { maxBytes });
    await online(`${server.url}/none`, { maxBytes });
    const offline = createFileReader({ client, store, offline: true });
    const bytes = await offline(`${server.url}/f`, { maxBytes });
    expect(Buffer.from(bytes ?? []).toString()).toBe("text");
    await expect(offline(`${server.url}/none`, { maxBytes })).rejects.toMatchObject({
      code: "ERR_SOURCE_OFFLINE",
    });
    expect(server.requests).toHaveLength(2);
  });

  it("has nothing offline without a store", async () => {
    const read = createFileReader({ client, offline: true });
    await expect(read("http://127.0.0.1:1/f", { maxBytes })).rejects.toMatchObject({
      code: "ERR_SOURCE_OFFLINE",
      hint: "run the same command once without --offline",
    });
  });

  it("stops when it is called off, and does not call that unreachable", async () => {
    const server = await serve({ "/f": { body: "text" } });
    const read = createFileReader({ client, signal: AbortSignal.abort() });
    await expect(read(`${server.url}/f`, { maxBytes })).rejects.toMatchObject({
      code: "ERR_ARTIFACT_ABORTED",
    });
  });
});

describe("answerKey", () => {
  it("is a file name that gives nothing away", () => {
    const key = answerKey("https://user:secret@host/../x");
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(answerKey("https://host/../x")).not.toBe(key);
  });
});
