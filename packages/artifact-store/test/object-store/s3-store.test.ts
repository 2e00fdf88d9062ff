import { describe, expect, test } from "vitest";
import type { S3StoreOptions } from "../../src/object-store/s3-store.js";
import type { GetOptions, ObjectStore } from "../../src/object-store/types.js";
import { collect, noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { CREDENTIALS, strictS3Store, testClient } from "../helpers/object-stores.js";
import type { Fault, Seen, StrictS3Options } from "../helpers/s3/strict-s3.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const TEXT = Buffer.from("some text");
const BIG = noise((3 << 20) + 1);

async function read(store: ObjectStore, key: string, options?: GetOptions): Promise<Buffer> {
  return collect((await store.get(key, options))?.body ?? nothing());
}

async function* nothing(): AsyncGenerator<Buffer> {}

/** The fault for requests of one kind, the first so many times. */
function faulty(
  matches: (request: Seen) => boolean,
  fault: Fault,
  times = 1,
): Required<Pick<StrictS3Options, "fault">> {
  let left = times;
  return {
    fault: (request) => {
      if (!matches(request) || left === 0) {
        return undefined;
      }
      left -= 1;
      return fault;
    },
  };
}

const isPut = ({ method }: Seen): boolean => method === "PUT";
const isComplete = ({ method, query }: Seen): boolean => method === "POST" && query.has("uploadId");
const isPart =
  (number: number) =>
  ({ query }: Seen): boolean =>
    query.get("partNumber") === String(number);

const SLOW_DOWN: Fault = { kind: "refuse", status: 503, code: "SlowDown" };

describe("put", () => {
  test("keeps the sha256, the type and the ACL", async () => {
    const { s3, store } = await strictS3Store({}, { acl: "public-read" });
    await store.put("a", TEXT, { contentType: "text/plain" });
    await store.put("b", BIG);
    expect(s3.objects.get("a")?.headers).toMatchObject({
      "content-type": "text/plain",
      "x-amz-acl": "public-read",
    });
    expect(s3.objects.get("b")?.headers).toMatchObject({ "x-amz-acl": "public-read" });
  });

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

describe("multipart", () => {
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

describe("get", () => {
  test("goes on where the connection was cut", async () => {
    const isGet = ({ method }: Seen): boolean => method === "GET";
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
    const { s3, store } = await strictS3Store(
      faulty(({ method }) => method === "GET", { kind: "cut-answer", afterBytes: 1000 }),
    );
    await store.put("big", BIG);
    const found = await store.get("big");
    s3.objects.set("big", { bytes: BIG, etag: '"other"', modifiedAt: new Date(), headers: {} });
    expect(await failure(collect(found?.body ?? nothing()), "ERR_ARTIFACT_HTTP")).toMatchObject({
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

describe("refusals", () => {
  const refused = async (
    server: StrictS3Options,
    options: Partial<S3StoreOptions>,
    code: Parameters<typeof failure>[1],
  ): Promise<{ message: string; hint: string }> => {
    const { store } = await strictS3Store(server, options);
    const { message, hint = "" } = await failure(store.put("a", TEXT), code);
    expect(message + hint).not.toContain(CREDENTIALS.secretAccessKey);
    return { message, hint };
  };
  const isNoHead = ({ method }: Seen): boolean => method !== "HEAD";
  const refusing = (status: number, code: string): StrictS3Options =>
    faulty(isNoHead, { kind: "refuse", status, code });

  test("a wrong secret", async () => {
    const credentials = { ...CREDENTIALS, secretAccessKey: "wrong" };
    const { hint } = await refused({}, { credentials }, "ERR_ARTIFACT_PERMISSION");
    expect(hint).toContain("access key");
    const { store } = await strictS3Store({}, { credentials });
    const error = await failure(
      store.get("a").then(() => {}),
      "ERR_ARTIFACT_PERMISSION",
    );
    expect(error.message).toContain("the signature is wrong");
    expect(error.hint).toContain("AWS_SECRET_ACCESS_KEY");
  });

  test("no credentials", async () => {
    const { hint } = await refused({}, { credentials: null }, "ERR_ARTIFACT_PERMISSION");
    expect(hint).toContain("AWS_PROFILE");
  });

  test("a bucket that is open to all", async () => {
    const { store } = await strictS3Store({ isPublic: true }, { credentials: null });
    await store.put("a", TEXT);
    expect(await read(store, "a")).toEqual(TEXT);
  });

  test("a wrong session token", async () => {
    const credentials = { ...CREDENTIALS, sessionToken: "old" };
    const { store } = await strictS3Store({ sessionToken: "new" }, { credentials });
    const error = await failure(
      store.get("a").then(() => {}),
      "ERR_ARTIFACT_PERMISSION",
    );
    expect(error.message).not.toContain("old");
    expect(error.hint).toContain("AWS_SESSION_TOKEN");
  });

  test("a clock that is wrong", async () => {
    const now = (): Date => new Date(Date.now() - 3_600_000);
    const { message } = await refused({}, { now }, "ERR_ARTIFACT_PERMISSION");
    expect(message).toMatch(/clock differs from the server's by (?:59|60) minutes/);
  });

  test("another region, told by XML", async () => {
    const { store } = await strictS3Store({ region: "eu-west-3" });
    const error = await failure(
      store.get("a").then(() => {}),
      "ERR_ARTIFACT_REDIRECT",
    );
    expect(error.message).toContain("the bucket bucket is in the region eu-west-3, not in us-east-1");
    expect(error.hint).toContain("eu-west-3");
  });

  test("another region, told by a header", async () => {
    const fault: Fault = {
      kind: "refuse",
      status: 301,
      code: "PermanentRedirect",
      headers: { "x-amz-bucket-region": "sa-east-1" },
    };
    const { hint } = await refused(
      faulty(() => true, fault),
      {},
      "ERR_ARTIFACT_REDIRECT",
    );
    expect(hint).toContain("sa-east-1");
  });

  test.each([
    [404, "NoSuchBucket", "ERR_ARTIFACT_NOT_FOUND", "there is no such bucket"],
    [403, "AccessDenied", "ERR_ARTIFACT_PERMISSION", "403 AccessDenied"],
    [403, "InvalidAccessKeyId", "ERR_ARTIFACT_PERMISSION", "does not know the access key"],
    [400, "ExpiredToken", "ERR_ARTIFACT_PERMISSION", "expired"],
    [400, "AccessControlListNotSupported", "ERR_ARTIFACT_HTTP", "access control lists"],
    [400, "BadDigest", "ERR_ARTIFACT_DIGEST", "other bytes arrived"],
    [418, "Teapot", "ERR_ARTIFACT_HTTP", "418 Teapot"],
  ] as const)("%i %s", async (status, code, expected, text) => {
    const { message } = await refused(refusing(status, code), {}, expected);
    expect(message).toContain(text);
  });

  test("follows a temporary redirect with a new signature", async () => {
    const target = await strictS3Store();
    const { store } = await strictS3Store({
      fault: ({ path, query }) => ({
        kind: "refuse",
        status: 307,
        code: "TemporaryRedirect",
        headers: { location: `${target.s3.url}/bucket/${path}${query.size > 0 ? `?${query}` : ""}` },
      }),
    });
    await store.put("a", TEXT);
    expect(target.s3.objects.get("a")?.bytes).toEqual(TEXT);
  });

  test("a server that is silent", async () => {
    const { store } = await strictS3Store(
      { fault: () => ({ kind: "slow", delayMs: 3000 }) },
      { client: testClient({ stallTimeoutMs: 100, retries: 0 }) },
    );
    await failure(store.put("a", TEXT), "ERR_ARTIFACT_TIMEOUT");
  });

  test("long streams leave no temporary file", async () => {
    const temporary = temporaryDirectory();
    const { store } = await strictS3Store({}, { temporaryDirectory: temporary });
    const { readdirSync } = await import("node:fs");
    let seen: string[] = [];
    const stream = async function* (): AsyncGenerator<Buffer> {
      for (let index = 0; index < 10; index += 1) {
        yield noise(1 << 20, index);
        seen = readdirSync(temporary);
      }
    };
    await store.put("stream", stream());
    expect(seen).toHaveLength(1);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
