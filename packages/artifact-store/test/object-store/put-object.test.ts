import { describe, expect, test } from "vitest";
import { noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { strictS3Store } from "../helpers/object-stores.js";
import { faulty, isPut, SLOW_DOWN } from "../helpers/s3/faulty.js";
import type { Fault } from "../helpers/s3/strict-s3.js";

const TEXT = Buffer.from("some text");
const BIG = noise((3 << 20) + 1);

describe("putObject", () => {
  test.each<[string, Fault]>([
    ["500", { kind: "refuse", status: 500, code: "InternalError" }],
    ["SlowDown", SLOW_DOWN],
    ["429", { kind: "refuse", status: 429, code: "TooManyRequests" }],
    ["a conflict of conditions", { kind: "refuse", status: 409, code: "ConditionalRequestConflict" }],
    ["a body that came too slowly", { kind: "refuse", status: 400, code: "RequestTimeout" }],
    ["a cut connection", { kind: "cut" }],
  ])("is repeated after %s", async (_, fault) => {
    const { s3, store } = await strictS3Store(faulty(isPut, fault, 2));
    await store.put("a", TEXT);
    expect(s3.objects.get("a")?.bytes).toEqual(TEXT);
    expect(s3.requests.filter(isPut)).toHaveLength(3);
  });

  test("gives up after the retries", async () => {
    const { s3, store } = await strictS3Store(faulty(isPut, SLOW_DOWN, 99));
    expect(await failure(store.put("a", TEXT), "ERR_ARTIFACT_HTTP")).toMatchObject({ status: 503 });
    expect(s3.requests.filter(isPut)).toHaveLength(4);
  });

  test("is not in conflict with itself when its answer was lost", async () => {
    const { s3, store } = await strictS3Store(faulty(isPut, { kind: "lose-answer" }));
    await store.put("a", TEXT);
    expect(s3.objects.get("a")?.bytes).toEqual(TEXT);
  });

  test("is in conflict with another writer who came while its answer was lost", async () => {
    const { s3, store } = await strictS3Store({
      fault: (request) => {
        if (!isPut(request) || s3.objects.has("a")) {
          return undefined;
        }
        s3.objects.set("a", { bytes: BIG, etag: '"x"', modifiedAt: new Date(), headers: {} });
        return { kind: "cut" };
      },
    });
    await failure(store.put("a", TEXT), "ERR_ARTIFACT_EXISTS");
  });

  test("notices that another writer replaced what it wrote", async () => {
    const { s3, store } = await strictS3Store({
      conditions: "ignore",
      fault: (request, count) => {
        if (request.method === "HEAD" && count > 1) {
          s3.objects.set("a", { bytes: BIG, etag: '"x"', modifiedAt: new Date(), headers: {} });
        }
        return undefined;
      },
    });
    await failure(store.put("a", TEXT), "ERR_ARTIFACT_DIGEST");
  });
});
