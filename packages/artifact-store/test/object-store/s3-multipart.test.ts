import { describe, expect, test } from "vitest";
import { noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { strictS3Store } from "../helpers/object-stores.js";
import { faulty, isPart, read, SLOW_DOWN } from "../helpers/s3/faulty.js";
import type { Fault, Seen } from "../helpers/s3/strict-s3.js";

const TEXT = Buffer.from("some text");
const BIG = noise((3 << 20) + 1);

const isComplete = ({ method, query }: Seen): boolean => method === "POST" && query.has("uploadId");

describe("putMultipart", () => {
  test("sends parts that are sealed by one request", async () => {
    const { s3, store } = await strictS3Store();
    await store.put("big", BIG);
    expect(s3.objects.get("big")?.bytes.equals(BIG)).toBe(true);
    expect(s3.requests.filter(({ query }) => query.has("partNumber"))).toHaveLength(4);
    expect(s3.uploads.size).toBe(0);
    expect((await read(store, "big")).equals(BIG)).toBe(true);
  });

  test("keeps to S3's smallest part by default", async () => {
    const { s3, store } = await strictS3Store({ minPartBytes: 5 << 20 }, { partBytes: undefined });
    const body = noise(17 << 20);
    await store.put("big", body);
    expect(s3.objects.get("big")?.bytes.equals(body)).toBe(true);
    expect(s3.objects.get("big")?.etag).toMatch(/-3"$/);
  });

  test.each<[string, Fault]>([
    ["SlowDown", SLOW_DOWN],
    ["a cut connection", { kind: "cut" }],
    ["a lost answer", { kind: "lose-answer" }],
  ])("sends only the part again that met %s", async (_, fault) => {
    const { s3, store } = await strictS3Store(faulty(isPart(2), fault, 2));
    await store.put("big", BIG);
    expect(s3.objects.get("big")?.bytes.equals(BIG)).toBe(true);
    const sent = s3.requests.map(({ query }) => query.get("partNumber")).filter((number) => number !== null);
    expect(sent.toSorted()).toEqual(["1", "2", "2", "2", "3", "4"]);
  });

  test("sends no more parts at once than it may", async () => {
    let running = 0;
    let most = 0;
    const { store } = await strictS3Store(
      {
        fault: ({ query }) => {
          running += query.has("partNumber") ? 1 : 0;
          most = Math.max(most, running);
          setTimeout(() => {
            running -= query.has("partNumber") ? 1 : 0;
          }, 40);
          return { kind: "slow", delayMs: 40 };
        },
      },
      { parallelParts: 2 },
    );
    await store.put("big", noise(6 << 20));
    expect(most).toBe(2);
  });

  test("is taken back when a part fails for good", async () => {
    const { s3, store } = await strictS3Store(faulty(isPart(3), SLOW_DOWN, 99));
    await failure(store.put("big", BIG), "ERR_ARTIFACT_HTTP");
    expect([s3.uploads.size, s3.objects.size]).toEqual([0, 0]);
  });

  test("is taken back when it is called off", async () => {
    const controller = new AbortController();
    const { s3, store } = await strictS3Store({
      fault: (request) => {
        if (isPart(2)(request)) {
          controller.abort();
        }
        return undefined;
      },
    });
    await failure(store.put("big", BIG, { signal: controller.signal }), "ERR_ARTIFACT_ABORTED");
    expect([s3.uploads.size, s3.objects.size]).toEqual([0, 0]);
  });

  test("is taken back when the key was taken meanwhile", async () => {
    const { s3, store } = await strictS3Store({
      fault: (request) => {
        if (isPart(2)(request)) {
          s3.objects.set("big", { bytes: TEXT, etag: '"x"', modifiedAt: new Date(), headers: {} });
        }
        return undefined;
      },
    });
    await failure(store.put("big", BIG), "ERR_ARTIFACT_EXISTS");
    expect(s3.objects.get("big")?.bytes).toEqual(TEXT);
    expect(s3.uploads.size).toBe(0);
  });

  test("is complete although the answer to its completion was lost", async () => {
    const { s3, store } = await strictS3Store(faulty(isComplete, { kind: "lose-answer" }));
    await store.put("big", BIG);
    expect(s3.objects.get("big")?.bytes.equals(BIG)).toBe(true);
  });

  test("completes again after an error in an answer that says 200", async () => {
    const { s3, store } = await strictS3Store(
      faulty(isComplete, { kind: "refuse", status: 200, code: "InternalError" }),
    );
    await store.put("big", BIG);
    expect(s3.objects.get("big")?.bytes.equals(BIG)).toBe(true);
  });
});
