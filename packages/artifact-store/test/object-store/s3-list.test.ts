import { expect, test } from "vitest";
import { toQuery } from "../../src/object-store/s3-list.js";
import { collectKeys, strictS3Store } from "../helpers/object-stores.js";
import { faulty, SLOW_DOWN } from "../helpers/s3/faulty.js";

test("toQuery: encoded as signatures have it", () => {
  expect(toQuery({ uploads: "", "a b": "c+d/é*" })).toBe("?uploads=&a%20b=c%2Bd%2F%C3%A9%2A");
});

test("listBucket: only what is below the prefix, without folders, over pages that fail at times", async () => {
  const { s3, store } = await strictS3Store(
    faulty(({ query }) => query.has("continuation-token"), SLOW_DOWN, 2),
    { prefix: "pre" },
  );
  for (const key of ["pre", "pre/", "pre/a", "pre/b/", "pre/b/c", "pre/d", "prefix/e"]) {
    s3.objects.set(key, { bytes: Buffer.alloc(0), etag: '"x"', modifiedAt: new Date(), headers: {} });
  }
  expect(await collectKeys(store.list({ pageSize: 2 }))).toEqual(["a", "b/c", "d"]);
  expect(s3.requests.map(({ query }) => query.get("max-keys"))).toEqual(["2", "2", "2", "2", "2"]);
});
