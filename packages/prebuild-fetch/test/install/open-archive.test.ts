import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

  test("asks again with credentials after 403 alone, and only once", async () => {
    const server = await serve({ "*": (_, response) => response.writeHead(403).end() });
    let asked = 0;
    const authorize = async (): Promise<Record<string, string>> => {
      asked += 1;
      return { authorization: "proof" };
    };
    const { body } = openArchive(`${server.url}a`, { client: testClient(), authorize });
    await expect(buffer(body)).rejects.toMatchObject({ status: 403 });
    expect([asked, server.requests.length]).toEqual([1, 2]);
    const missing = await serve({});
    const opened = openArchive(`${missing.url}a`, { client: testClient(), authorize });
    await expect(buffer(opened.body)).rejects.toMatchObject({ status: 404 });
    expect(asked).toBe(1);
  });
});
