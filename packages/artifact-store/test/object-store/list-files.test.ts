import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listFiles } from "../../src/object-store/list-files.js";
import { failure } from "../helpers/errors.js";
import { collectKeys } from "../helpers/object-stores.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

test("listFiles: in the order of keys, without files being written", async () => {
  const root = temporaryDirectory();
  for (const name of [
    "b",
    "a-",
    "a/y",
    "a/x/1",
    "a0",
    ".dot",
    ".b.0123456789ab-1-1-0123456789ab.part",
    ".b.lock",
  ]) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), "");
  }
  expect(await collectKeys(listFiles(root, {}))).toEqual([".dot", "a-", "a/x/1", "a/y", "a0", "b"]);
  expect(await collectKeys(listFiles(root, { prefix: "a/x" }))).toEqual(["a/x/1"]);
  expect(await collectKeys(listFiles(join(root, "absent"), {}))).toEqual([]);
  await failure(collectKeys(listFiles(join(root, "b"), {})), "ERR_ARTIFACT_IO");
});
