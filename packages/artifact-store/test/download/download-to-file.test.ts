import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { downloadToFile } from "../../src/download/download-to-file.js";
import { createHttpClient } from "../../src/http/client.js";
import { digestOf, noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { serve, serveFile } from "../helpers/server.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const client = createHttpClient({ env: {}, backoffMs: 1, retries: 1 });
const content = noise(200_000);
const expected = [{ algorithm: "sha256", digest: digestOf("sha256", content) }] as const;

describe("downloadToFile", () => {
  test("writes the whole proved file, over an old one, and nothing beside it", async () => {
    const { url } = await serveFile(content, {
      etag: '"v"',
      cutAfter: (count) => (count === 1 ? 99_999 : undefined),
    });
    const root = temporaryDirectory();
    const path = join(root, "cache/node.tar.gz");
    expect(await downloadToFile(path, { urls: [url], client, expect: expected })).toMatchObject({
      sizeBytes: 200_000,
    });
    expect(readFileSync(path).equals(content)).toBe(true);
    const other = await serveFile(noise(10));
    await downloadToFile(path, { urls: [other.url], client });
    expect(readFileSync(path).equals(noise(10))).toBe(true);
    expect(readdirSync(join(root, "cache"))).toEqual(["node.tar.gz"]);
  });

  test("leaves the old file and nothing else when the bytes are wrong", async () => {
    const root = temporaryDirectory();
    const path = join(root, "file");
    writeFileSync(path, "old");
    const { url } = await serveFile(noise(10));
    await failure(downloadToFile(path, { urls: [url], client, expect: expected }), "ERR_ARTIFACT_DIGEST");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(root)).toEqual(["file"]);
  });

  test("turns to the next mirror after wrong bytes, also longer ones, and starts anew", async () => {
    const wrong = await serveFile(noise(300_000, 3));
    const right = await serveFile(content);
    const path = join(temporaryDirectory(), "file");
    const result = await downloadToFile(path, { urls: [wrong.url, right.url], client, expect: expected });
    expect(result.url).toBe(right.url);
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  test("a wrong mirror is not forgotten when the others have nothing", async () => {
    const wrong = await serveFile(noise(10));
    const missing = await serve((_, response) => response.writeHead(404).end());
    const path = join(temporaryDirectory(), "file");
    const urls = [wrong.url, missing.url];
    await failure(downloadToFile(path, { urls, client, expect: expected }), "ERR_ARTIFACT_DIGEST");
    expect(existsSync(path)).toBe(false);
  });

  test("stops when called off and leaves nothing", async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { "content-length": 99_999 }).write("x".repeat(1000)),
    );
    const root = temporaryDirectory();
    const signal = AbortSignal.timeout(50);
    await failure(
      downloadToFile(join(root, "file"), { urls: [url], client, signal }),
      "ERR_ARTIFACT_ABORTED",
    );
    expect(readdirSync(root)).toEqual([]);
  });

  test("an invalid digest fails at once", async () => {
    const path = join(temporaryDirectory(), "file");
    const bad = [{ algorithm: "sha256", digest: "abc" }] as const;
    await failure(
      downloadToFile(path, { urls: ["http://127.0.0.1:1/"], client, expect: bad }),
      "ERR_ARTIFACT_DIGEST",
    );
  });
});
