import { createHash } from "node:crypto";
import { chmod, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Cache, type CacheDigest, createCache } from "@nodewright/artifact-store";
import { describe, expect, it, onTestFinished } from "vitest";
import { keepWhilePassing } from "../src/keep-while-passing.js";
import { scratch } from "./support/scratch.js";

const mebibyte = 1 << 20;
const chunks = Array.from({ length: 24 }, (_, index) => Buffer.alloc(mebibyte, index));
const whole = Buffer.concat(chunks);
const digest: CacheDigest = {
  algorithm: "sha256",
  digest: createHash("sha256").update(whole).digest("hex"),
};

interface Body extends AsyncIterable<Uint8Array> {
  /** How many chunks were asked for. */
  taken: number;
}

function bodyOf(failAt = Number.POSITIVE_INFINITY): Body {
  return {
    taken: 0,
    async *[Symbol.asyncIterator]() {
      for (const chunk of chunks) {
        this.taken += 1;
        if (this.taken > failAt) throw new Error("the line is cut");
        yield chunk;
      }
    },
  };
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of bytes) all.push(chunk);
  return Buffer.concat(all);
}

/** A cache that does with the bytes what a test says. */
function cacheThat(put: (source: AsyncIterable<Uint8Array>) => Promise<string>): Pick<Cache, "put"> {
  return { put };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("keepWhilePassing", () => {
  it("hands the bytes on unchanged, and they are in the cache at the end", async () => {
    const cache = createCache({ root: await scratch() });
    expect((await collect(keepWhilePassing(bodyOf(), cache, digest))).equals(whole)).toBe(true);
    const path = await cache.get(digest);
    expect(path && (await readFile(path)).equals(whole)).toBe(true);
  });

  it("hands the bytes on where the cache cannot begin, and waits for it no more", async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on("warning", onWarning);
    onTestFinished(() => void process.off("warning", onWarning));
    const cache = cacheThat(() => Promise.reject(new Error("read-only")));
    expect((await collect(keepWhilePassing(bodyOf(), cache, digest))).equals(whole)).toBe(true);
    await pause(1);
    expect(warnings).toEqual([]);
  });

  it("hands the bytes on where the cache fails half way", async () => {
    const cache = cacheThat(async (source) => {
      let seen = 0;
      for await (const chunk of source) {
        seen += chunk.length;
        if (seen > 6 * mebibyte) throw new Error("the disk is full");
      }
      return "";
    });
    expect((await collect(keepWhilePassing(bodyOf(), cache, digest))).equals(whole)).toBe(true);
  });

  it("hands the bytes on where the cache stops reading", async () => {
    const cache = cacheThat(async (source) => {
      await source[Symbol.asyncIterator]().next();
      throw new Error("no more");
    });
    expect((await collect(keepWhilePassing(bodyOf(), cache, digest))).equals(whole)).toBe(true);
  });

  it("hands the bytes on where the cache's folder is a file", async () => {
    const root = join(await scratch({ file: "" }), "file");
    const cache = createCache({ root });
    expect((await collect(keepWhilePassing(bodyOf(), cache, digest))).equals(whole)).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)("hands the bytes on where the cache must not be written", async () => {
    const root = await scratch();
    await chmod(root, 0o500);
    expect((await collect(keepWhilePassing(bodyOf(), createCache({ root }), digest))).equals(whole)).toBe(
      true,
    );
    await chmod(root, 0o700);
  });

  it("waits for a slow cache instead of holding everything in memory", async () => {
    let kept = 0;
    const cache = cacheThat(async (source) => {
      for await (const chunk of source) {
        await pause(2);
        kept += chunk.length;
      }
      return "";
    });
    let passed = 0;
    let furthest = 0;
    for await (const chunk of keepWhilePassing(bodyOf(), cache, digest)) {
      passed += chunk.length;
      furthest = Math.max(furthest, passed - kept);
    }
    expect(furthest).toBeLessThan(12 * mebibyte);
    expect(kept).toBe(whole.length);
  });

  it("does not read ahead of its reader", async () => {
    const body = bodyOf();
    const bytes = keepWhilePassing(body, createCache({ root: await scratch() }), digest);
    await bytes.next();
    await pause(20);
    expect(body.taken).toBe(1);
    await bytes.return(undefined);
  });

  it("passes a failure of the body on, and keeps nothing", async () => {
    const root = await scratch();
    const cache = createCache({ root });
    await expect(collect(keepWhilePassing(bodyOf(10), cache, digest))).rejects.toThrow("the line is cut");
    expect(await cache.get(digest)).toBeUndefined();
    expect((await readdir(join(root, "tmp"))).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("keeps nothing where its reader stops early", async () => {
    const root = await scratch();
    const cache = createCache({ root });
    for await (const _ of keepWhilePassing(bodyOf(), cache, digest)) break;
    expect(await cache.get(digest)).toBeUndefined();
    expect((await readdir(join(root, "tmp"))).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("keeps nothing that is not what was promised, and leaves that to be said by others", async () => {
    const root = await scratch();
    const cache = createCache({ root });
    const other: CacheDigest = { algorithm: "sha256", digest: "ab".repeat(32) };
    expect(await collect(keepWhilePassing(bodyOf(), cache, other))).toHaveLength(whole.length);
    expect(await cache.get(other)).toBeUndefined();
  });
});
