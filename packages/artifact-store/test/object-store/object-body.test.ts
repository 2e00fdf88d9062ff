import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { collect, noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { strictS3Store } from "../helpers/object-stores.js";
import { faulty, isGet, read } from "../helpers/s3/faulty.js";

const TEXT = Buffer.from("some text");
const BIG = noise((3 << 20) + 1);

describe("objectBody", () => {
  test("goes on where the connection was cut", async () => {
    const { s3, store } = await strictS3Store(
      faulty(isGet, { kind: "cut-answer", afterBytes: 1_000_000 }, 3),
    );
    await store.put("big", BIG);
    expect((await read(store, "big")).equals(BIG)).toBe(true);
    const ranges = s3.requests.filter(isGet).map(({ headers }) => headers.range);
    expect(ranges).toEqual([undefined, "bytes=1000000-", "bytes=2000000-", "bytes=3000000-"]);
    const range = { offset: 10, length: 2_000_000 };
    const part = await read(store, "big", { range });
    expect(part.equals(BIG.subarray(10, 2_000_010))).toBe(true);
  });

  test("does not splice two versions", async () => {
    const { s3, store } = await strictS3Store(faulty(isGet, { kind: "cut-answer", afterBytes: 1000 }));
    await store.put("big", BIG);
    const found = await store.get("big");
    s3.objects.set("big", { bytes: BIG, etag: '"other"', modifiedAt: new Date(), headers: {} });
    expect(await failure(collect(found?.body ?? Readable.from([])), "ERR_ARTIFACT_HTTP")).toMatchObject({
      status: 412,
    });
  });

  test("tells bytes that are not those that were stored", async () => {
    const { s3, store } = await strictS3Store();
    await store.put("a", TEXT);
    const object = s3.objects.get("a");
    s3.objects.set("a", { ...object, bytes: Buffer.from("same size") } as NonNullable<typeof object>);
    await failure(read(store, "a"), "ERR_ARTIFACT_DIGEST");
  });
});
