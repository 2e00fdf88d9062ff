import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { openArchive } from "../../src/install/open-archive.js";
import { testClient } from "../support/install.js";
import { sha256 } from "../support/manifest.js";
import { serve } from "../support/serve.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

describe("openArchive()", () => {
  test("reads a server and a file alike, and digests what it read", async () => {
    const server = await serve({ "/a+b.tar.gz": "bytes" });
    const file = join(temporaryDirectory(), "a.tar.gz");
    writeFileSync(file, "bytes");
    for (const url of [`${server.url}a+b.tar.gz`, `file://${file}`]) {
      const { body, digest } = openArchive(url, { client: testClient() });
      expect((await buffer(body)).toString()).toBe("bytes");
      expect(digest()).toEqual({ sha256: sha256("bytes"), sizeBytes: 5 });
    }
  });

  test.each([
    ["file:///no/such/file.tar.gz", "ERR_PREBUILD_NOT_FOUND"],
    ["file:///etc", "ERR_PREBUILD_FETCH"],
  ])("%s", async (url, code) => {
    await expect(buffer(openArchive(url, { client: testClient() }).body)).rejects.toMatchObject({ code });
  });

  test("opens what is private after 403 alone", async () => {
    const server = await serve({ "*": (_, response) => response.writeHead(403).end() });
    const asked: string[] = [];
    const openPrivate = async (url: string): Promise<AsyncIterable<Uint8Array>> => {
      asked.push(url);
      return Readable.from([Buffer.from("private")]);
    };
    const { body, digest } = openArchive(`${server.url}a`, { client: testClient(), openPrivate });
    expect((await buffer(body)).toString()).toBe("private");
    expect([asked, digest().sha256]).toEqual([[`${server.url}a`], sha256("private")]);
    const missing = await serve({});
    const opened = openArchive(`${missing.url}a`, { client: testClient(), openPrivate });
    await expect(buffer(opened.body)).rejects.toMatchObject({ status: 404 });
    expect(asked).toHaveLength(1);
  });
});
