import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { StoredObject } from "../../src/object-store/types.js";
import { collect, digestOf, noise, pieces } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { collectKeys, STORES } from "../helpers/object-stores.js";
import { s3rverStores } from "../helpers/s3/s3rver-stores.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const TEXT = Buffer.from("some text");

/** Legal in every store, and wrong wherever something is encoded once too often or too rarely. */
const KEYS = [
  "plain.txt",
  "a/b/c.tar.gz",
  "with space and+plus.txt",
  "per%20cent%2F.txt",
  "ümläut-日本.txt",
  "v1.0.0+build.1/x!'()*~&=@:,$;.txt",
  "dots../..x/.hidden",
];

async function bytesOf(object: StoredObject | undefined): Promise<Buffer | undefined> {
  return object === undefined ? undefined : collect(object.body);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) {
    found.push(item);
  }
  return found;
}

describe.each([...STORES, ...s3rverStores()])("$name", ({ open, isAtomic, canList, isFaithful = true }) => {
  test("what is not there", async () => {
    const store = await open();
    expect(await store.head("absent")).toBeUndefined();
    expect(await store.get("absent/deep")).toBeUndefined();
    await store.delete("absent");
    await failure(store.copy("absent", "copy"), "ERR_ARTIFACT_NOT_FOUND");
  });

  test("bytes, a file and a stream come back as they were put", async () => {
    const store = await open();
    const path = join(temporaryDirectory(), "file");
    writeFileSync(path, TEXT);
    for (const [key, source] of [
      ["bytes", TEXT],
      ["file", path],
      ["stream", pieces(TEXT, 2)],
    ] as const) {
      const put = await store.put(key, source);
      expect(put).toMatchObject({ key, sizeBytes: TEXT.length, sha256: digestOf("sha256", TEXT) });
      expect(await bytesOf(await store.get(key))).toEqual(TEXT);
      expect(await store.head(key)).toMatchObject({ key, sizeBytes: TEXT.length });
    }
  });

  test("an empty object", async () => {
    const store = await open();
    await store.put("empty", new Uint8Array());
    expect(await store.head("empty")).toMatchObject({ sizeBytes: 0 });
    expect(await bytesOf(await store.get("empty"))).toEqual(Buffer.alloc(0));
  });

  test("several parts' worth of bytes, streamed and from a file", async () => {
    const store = await open();
    const body = noise((3 << 20) + 17);
    const path = join(temporaryDirectory(), "file");
    writeFileSync(path, body);
    await store.put("streamed", pieces(body, 100_000));
    await store.put("file", path);
    expect((await bytesOf(await store.get("streamed")))?.equals(body)).toBe(true);
    expect((await bytesOf(await store.get("file")))?.equals(body)).toBe(true);
  });

  test.each(isFaithful ? KEYS : KEYS.slice(0, 2))("the key %j", async (key) => {
    const store = await open();
    await store.put(key, TEXT);
    expect(await store.head(key)).toMatchObject({ key });
    await store.copy(key, `${key}.copy`);
    expect(await bytesOf(await store.get(`${key}.copy`))).toEqual(TEXT);
    if (canList) {
      expect(await collectKeys(store.list())).toEqual([key, `${key}.copy`]);
    }
    await store.delete(key);
    expect(await store.head(key)).toBeUndefined();
  });

  test.each(["", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "a\nb", "\ud800", "x".repeat(1025)])(
    "refuses the key %j",
    async (key) => {
      const store = await open();
      await failure(store.put(key, TEXT), "ERR_ARTIFACT_KEY");
      await failure(
        store.get(key).then(() => {}),
        "ERR_ARTIFACT_KEY",
      );
    },
  );

  test("does not overwrite unless told to", async () => {
    const store = await open();
    await store.put("a/once", TEXT);
    const error = await failure(store.put("a/once", Buffer.from("other")), "ERR_ARTIFACT_EXISTS");
    expect(error.message).toContain(store.locationOf("a/once"));
    expect(await bytesOf(await store.get("a/once"))).toEqual(TEXT);
    await store.put("a/once", Buffer.from("other"), { overwrite: true });
    expect(await bytesOf(await store.get("a/once"))).toEqual(Buffer.from("other"));
  });

  test.runIf(isAtomic)("of writers in the same moment one wins", async () => {
    const store = await open();
    const bodies = Array.from({ length: 6 }, (_, index) => noise((index % 2) * (2 << 20) + 10, index));
    const outcomes = await Promise.allSettled(bodies.map((body) => store.put("race", body)));
    const winners = bodies.filter((_, index) => outcomes[index]?.status === "fulfilled");
    expect(winners).toHaveLength(1);
    expect((await bytesOf(await store.get("race")))?.equals(winners[0] ?? TEXT)).toBe(true);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") {
        expect(outcome.reason).toMatchObject({ code: "ERR_ARTIFACT_EXISTS" });
      }
    }
  });

  test("stores nothing when the bytes are not the expected ones", async () => {
    const store = await open();
    await failure(store.put("wrong", TEXT, { sha256: "0".repeat(64) }), "ERR_ARTIFACT_DIGEST");
    await failure(store.put("wrong", pieces(TEXT), { sha256: "0".repeat(64) }), "ERR_ARTIFACT_DIGEST");
    expect(await store.head("wrong")).toBeUndefined();
    await store.put("right", TEXT, { sha256: digestOf("sha256", TEXT).toUpperCase() });
  });

  test("ranges", async () => {
    const store = await open();
    await store.put("text", TEXT);
    const read = async (offset: number, length?: number): Promise<string> =>
      String(await bytesOf(await store.get("text", { range: { offset, length } })));
    expect(await read(5)).toBe("text");
    expect(await read(0, 4)).toBe("some");
    expect(await read(2, 5)).toBe("me te");
    expect(await read(5, 100)).toBe("text");
    await failure(read(9), "ERR_ARTIFACT_SIZE");
    await expect(read(-1)).rejects.toThrow(TypeError);
    await expect(read(0, 0)).rejects.toThrow(TypeError);
  });

  test("a source that fails leaves nothing", async () => {
    const store = await open();
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield TEXT;
      throw new RangeError("the source broke");
    };
    await expect(store.put("broken", broken())).rejects.toThrow(RangeError);
    expect(await store.head("broken")).toBeUndefined();
    await failure(store.put("missing", join(temporaryDirectory(), "none")), "ERR_ARTIFACT_NOT_FOUND");
  });

  test("a call that is called off leaves nothing", async () => {
    const store = await open();
    const signal = AbortSignal.abort();
    await failure(store.put("off", TEXT, { signal }), "ERR_ARTIFACT_ABORTED");
    expect(await store.head("off")).toBeUndefined();
  });

  test("copies, but not over what is there", async () => {
    const store = await open();
    await store.put("one", TEXT);
    await store.put("two", Buffer.from("2"));
    expect(await store.copy("one", "three")).toMatchObject({ key: "three", sizeBytes: TEXT.length });
    await failure(store.copy("one", "two"), "ERR_ARTIFACT_EXISTS");
    await store.copy("one", "two", { overwrite: true });
    expect(await bytesOf(await store.get("two"))).toEqual(TEXT);
  });

  test("progress ends at all of the bytes", async () => {
    const store = await open();
    const body = noise((2 << 20) + 5);
    const sent: number[] = [];
    await store.put("progress", body, { onProgress: ({ sentBytes }) => sent.push(sentBytes) });
    expect(sent.at(-1)).toBe(body.length);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
  });

  test.runIf(canList)("lists by prefix, in the order of bytes, over several pages", async () => {
    const store = await open();
    expect(await collectKeys(store.list())).toEqual([]);
    const keys = ["a.txt", "a/b", "a/c", "a0", "b/1", "b/2/3", "b/22"];
    keys.push(...(isFaithful ? ["é", "\u{1f600}", "\uff01"] : []));
    const byBytes = [...keys].sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
    const inOrder = isFaithful
      ? byBytes
      : expect.toSatisfy((found: string[]) => found.sort().join() === keys.sort().join());
    for (const key of keys) {
      await store.put(key, TEXT);
    }
    expect(await collectKeys(store.list())).toEqual(inOrder);
    expect(await collectKeys(store.list({ pageSize: isFaithful ? 3 : 100 }))).toEqual(inOrder);
    expect(await collectKeys(store.list({ prefix: "b/2" }))).toEqual(["b/2/3", "b/22"]);
    expect(await collectKeys(store.list({ prefix: "a/" }))).toEqual(["a/b", "a/c"]);
    const [first] = await all(store.list({ prefix: "a.txt" }));
    expect(first).toMatchObject({ key: "a.txt", sizeBytes: TEXT.length });
    expect(Math.abs(Date.now() - Number(first?.modifiedAt))).toBeLessThan(60_000);
  });

  test.runIf(!canList)("says that it cannot list", async () => {
    const store = await open();
    await failure((async () => all(store.list()))(), "ERR_ARTIFACT_UNSUPPORTED");
  });
});
