import { expect, test } from "vitest";
import { createHttpStore } from "../../src/object-store/http-store.js";
import { failure } from "../helpers/errors.js";
import { testClient } from "../helpers/object-stores.js";
import { read } from "../helpers/s3/faulty.js";
import { serve } from "../helpers/server.js";

test("readObject: a part from a server that sends all of it", async () => {
  const { url } = await serve((_, response) => response.end("0123456789"));
  const store = createHttpStore(url, { client: testClient() });
  expect(String(await read(store, "a", { range: { offset: 3, length: 4 } }))).toBe("3456");
  expect(String(await read(store, "a", { range: { offset: 8 } }))).toBe("89");
  await failure(read(store, "a", { range: { offset: 10 } }), "ERR_ARTIFACT_SIZE");
});

test("readObject: a body without a length", async () => {
  const { url } = await serve((_, response) => {
    response.write("01234");
    response.end("56789");
  });
  const store = createHttpStore(url, { client: testClient() });
  expect(String(await read(store, "a"))).toBe("0123456789");
});

test("readObject: what is gone is not there", async () => {
  const { url } = await serve((_, response) => response.writeHead(410).end());
  expect(await createHttpStore(url, { client: testClient() }).get("a")).toBeUndefined();
});
