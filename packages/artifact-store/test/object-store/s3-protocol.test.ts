import { describe, expect, test } from "vitest";
import { failure } from "../helpers/errors.js";
import { strictS3Store, testClient } from "../helpers/object-stores.js";
import { read } from "../helpers/s3/faulty.js";

const TEXT = Buffer.from("some text");

describe("s3Protocol", () => {
  test("a bucket that is open to all", async () => {
    const { store } = await strictS3Store({ isPublic: true }, { credentials: null });
    await store.put("a", TEXT);
    expect(await read(store, "a")).toEqual(TEXT);
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
});
