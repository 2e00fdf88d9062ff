import { expect, test } from "vitest";
import { copyThrough } from "../../src/object-store/copy-through.js";
import { createDirectoryStore } from "../../src/object-store/directory-store.js";
import { failure } from "../helpers/errors.js";
import { read } from "../helpers/s3/faulty.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

test("copyThrough: bytes go out and in again", async () => {
  const store = createDirectoryStore(temporaryDirectory());
  await store.put("one", Buffer.from("bytes"));
  await copyThrough(store, { from: "one", to: "two" }, {});
  expect(String(await read(store, "two"))).toBe("bytes");
  await failure(copyThrough(store, { from: "one", to: "two" }, {}), "ERR_ARTIFACT_EXISTS");
  await failure(copyThrough(store, { from: "none", to: "three" }, {}), "ERR_ARTIFACT_NOT_FOUND");
});
