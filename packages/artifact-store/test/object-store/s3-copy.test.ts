import { expect, test } from "vitest";
import { noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { strictS3Store } from "../helpers/object-stores.js";
import { faulty, type isPut, SLOW_DOWN } from "../helpers/s3/faulty.js";

const isCopy = (request: Parameters<typeof isPut>[0]): boolean =>
  request.headers["x-amz-copy-source"] !== undefined;

test("copyInBucket: by the server, metadata and all", async () => {
  const { s3, store } = await strictS3Store({}, { prefix: "pre", acl: "public-read" });
  const put = await store.put("a +b", noise(10));
  expect(await store.copy("a +b", "c")).toMatchObject({ key: "c", sha256: put.sha256 });
  const copies = s3.requests.filter(isCopy);
  expect(copies).toHaveLength(1);
  expect(copies[0]?.headers).toMatchObject({
    "x-amz-copy-source": "/bucket/pre/a%20%2Bb",
    "x-amz-acl": "public-read",
    "if-none-match": "*",
  });
  expect(s3.requests.filter(({ method }) => method === "GET")).toEqual([]);
});

test("copyInBucket: is not in conflict with itself, but with others", async () => {
  const { store } = await strictS3Store(faulty(isCopy, { kind: "lose-answer" }));
  await store.put("a", noise(10));
  await store.copy("a", "b");
  const race = await strictS3Store({
    fault: (request) => {
      if (isCopy(request)) {
        race.s3.objects.set("b", { bytes: noise(10), etag: '"x"', modifiedAt: new Date(), headers: {} });
      }
      return undefined;
    },
  });
  await race.store.put("a", noise(10));
  await failure(race.store.copy("a", "b"), "ERR_ARTIFACT_EXISTS");
});

test("copyInBucket: is repeated after an error in an answer that says 200", async () => {
  const { store } = await strictS3Store(faulty(isCopy, { ...SLOW_DOWN, status: 200 } as typeof SLOW_DOWN));
  await store.put("a", noise(10));
  expect(await store.copy("a", "b")).toMatchObject({ sizeBytes: 10 });
});
