import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Cache, createCache } from "@nodewright/artifact-store";
import { describe, expect, it } from "vitest";
import type { InstallEvent } from "../src/install-events.js";
import { openPart, type PartOptions } from "../src/open-part.js";
import { type Archive, tarGz } from "./support/archive.js";
import { filePart, urlPart } from "./support/offers.js";
import { scratch } from "./support/scratch.js";
import { quickClient, serve, type TestServer } from "./support/server.js";

const client = quickClient();
const archive = await tarGz([{ name: "node/x", content: "x".repeat(1000) }]);

async function collect(opened: Awaited<ReturnType<typeof openPart>>): Promise<Buffer> {
  if (typeof opened === "string") throw new TypeError("a path, not bytes");
  const all: Uint8Array[] = [];
  for await (const chunk of opened) all.push(chunk);
  return Buffer.concat(all);
}

function serveBytes(bytes: Buffer): Promise<TestServer> {
  return serve((_, response) => {
    response.writeHead(200, { "content-length": bytes.length }).end(bytes);
  });
}

describe("openPart: a file", () => {
  it("gives its bytes, proven", async () => {
    const part = await filePart(archive);
    expect((await collect(await openPart(part, { client }))).equals(archive.bytes)).toBe(true);
  });

  it("refuses another file at its end", async () => {
    const part = await filePart({ bytes: Buffer.from("other"), sha256: archive.sha256 } satisfies Archive);
    await expect(collect(await openPart(part, { client }))).rejects.toMatchObject({
      code: "ERR_INSTALL_DIGEST",
      message: expect.stringMatching(
        /archive\.tar\.gz is not the file that was listed: sha256 [0-9a-f]{64}, listed/,
      ),
    });
  });

  it("compares with every digest", async () => {
    const part = await filePart(archive, {
      digests: [
        { algorithm: "sha256", digest: archive.sha256 },
        { algorithm: "sha1", digest: "00".repeat(20) },
      ],
    });
    await expect(collect(await openPart(part, { client }))).rejects.toMatchObject({
      code: "ERR_INSTALL_DIGEST",
    });
  });

  it("says that the file is gone", async () => {
    const part = await filePart(archive, { origin: { path: join(await scratch(), "gone.tar.gz") } });
    await expect(collect(await openPart(part, { client }))).rejects.toMatchObject({
      code: "ERR_INSTALL_INCOMPLETE",
      message: expect.stringMatching(/gone\.tar\.gz cannot be read: ENOENT/),
    });
  });

  it("leaves the cache alone", async () => {
    const part = await filePart(archive);
    const cache: Cache = {
      get: () => Promise.reject(new Error("asked")),
      put: () => Promise.reject(new Error("asked")),
      delete: () => Promise.reject(new Error("asked")),
      pathOf: () => "",
    };
    expect(await collect(await openPart(part, { client, cache, offline: true }))).toHaveLength(
      archive.bytes.length,
    );
  });
});

describe("openPart: an address", () => {
  async function partAndCache(bytes = archive.bytes): Promise<{
    readonly server: TestServer;
    readonly part: ReturnType<typeof urlPart>;
    readonly options: PartOptions & { readonly cache: Cache };
    readonly events: InstallEvent[];
  }> {
    const server = await serveBytes(bytes);
    const events: InstallEvent[] = [];
    const cache = createCache({ root: await scratch() });
    const onEvent = (event: InstallEvent): void => void events.push(event);
    return {
      server,
      part: urlPart(archive, `${server.url}/a.tar.gz`),
      options: { client, cache, onEvent },
      events,
    };
  }

  it("fetches the bytes with progress, and keeps them", async () => {
    const { server, part, options, events } = await partAndCache();
    expect((await collect(await openPart(part, options))).equals(archive.bytes)).toBe(true);
    expect(events.at(-1)).toEqual({
      type: "progress",
      fileName: "node.tar.gz",
      receivedBytes: archive.bytes.length,
      totalBytes: archive.bytes.length,
    });
    expect(await openPart(part, { ...options, offline: true })).toBe(
      options.cache.pathOf({ algorithm: "sha256", digest: archive.sha256 }),
    );
    expect(events.at(-1)).toEqual({ type: "cached", fileName: "node.tar.gz" });
    expect(server.requests).toHaveLength(1);
  });

  it("fetches again what was changed in the cache", async () => {
    const { server, part, options } = await partAndCache();
    await collect(await openPart(part, options));
    await writeFile(options.cache.pathOf({ algorithm: "sha256", digest: archive.sha256 }), "changed");
    expect((await collect(await openPart(part, options))).equals(archive.bytes)).toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  it("refuses other bytes at their end, and does not keep them", async () => {
    const { part, options } = await partAndCache(Buffer.from("something else altogether"));
    await expect(collect(await openPart(part, options))).rejects.toMatchObject({
      code: "ERR_ARTIFACT_DIGEST",
    });
    await expect(openPart(part, { ...options, offline: true })).rejects.toMatchObject({
      code: "ERR_INSTALL_OFFLINE",
      message: "node.tar.gz is not in the cache: offline, nothing is fetched",
    });
  });

  it("goes without a cache, and without one that cannot be read", async () => {
    const { server, part } = await partAndCache();
    expect(await collect(await openPart(part, { client }))).toHaveLength(archive.bytes.length);
    const root = join(await scratch({ file: "" }), "file");
    expect(await collect(await openPart(part, { client, cache: createCache({ root }) }))).toHaveLength(
      archive.bytes.length,
    );
    expect(server.requests).toHaveLength(2);
  });

  it("does not keep what only a weak digest names", async () => {
    const { part, options } = await partAndCache();
    const { createHash } = await import("node:crypto");
    const sha1 = createHash("sha1").update(archive.bytes).digest("hex");
    const weak = { ...part, digests: [{ algorithm: "sha1", digest: sha1 }] } as const;
    await collect(await openPart(weak, options));
    await expect(openPart(weak, { ...options, offline: true })).rejects.toMatchObject({
      code: "ERR_INSTALL_OFFLINE",
    });
  });

  it("sends the part's headers", async () => {
    const seen: (string | undefined)[] = [];
    const server = await serve(({ headers }, response) => {
      seen.push(headers.authorization);
      response.end(archive.bytes);
    });
    const headers = { authorization: "Bearer t0ken" };
    const part = urlPart(archive, "", { origin: { urls: [`${server.url}/x`], headers } });
    await collect(await openPart(part, { client }));
    expect(seen).toEqual(["Bearer t0ken"]);
  });

  it("tells of a second try", async () => {
    let failures = 1;
    const server = await serve((_, response) => {
      if (failures-- > 0) response.writeHead(503).end();
      else response.end(archive.bytes);
    });
    const events: InstallEvent[] = [];
    const onEvent = (event: InstallEvent): void => void events.push(event);
    await collect(await openPart(urlPart(archive, server.url), { client, onEvent }));
    expect(events[0]).toMatchObject({
      type: "retry",
      fileName: "node.tar.gz",
      reason: expect.stringMatching(/503/),
    });
  });

  it("stops when it is called off", async () => {
    const { part, options } = await partAndCache();
    await collect(await openPart(part, options));
    await expect(
      openPart(part, { ...options, offline: true, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({
      code: "ERR_ARTIFACT_ABORTED",
    });
  });
});
