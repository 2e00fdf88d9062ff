import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDirectoryStore } from "../../src/object-store/directory-store.js";
import { failure } from "../helpers/errors.js";
import { collectKeys } from "../helpers/object-stores.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const TEXT = Buffer.from("text");

test("readers see nothing of an object that is being written", async () => {
  const root = temporaryDirectory();
  const store = createDirectoryStore(root);
  let during: unknown;
  const stream = async function* (): AsyncGenerator<Buffer> {
    yield TEXT;
    during = [readdirSync(join(root, "a")).length, await store.head("a/b"), await collectKeys(store.list())];
  };
  await store.put("a/b", stream());
  expect(during).toEqual([1, undefined, []]);
  expect(readdirSync(join(root, "a"))).toEqual(["b"]);
});

test("a name that looks like a file being written is no key", async () => {
  const store = createDirectoryStore(temporaryDirectory());
  for (const key of [".a.0123456789ab-1-1-0123456789ab.part", "x/.a.lock"]) {
    await failure(store.put(key, TEXT), "ERR_ARTIFACT_KEY");
  }
  await store.put(".npmrc", TEXT);
});

test("a directory is no object, and nothing can stand below a file", async () => {
  const store = createDirectoryStore(temporaryDirectory());
  await store.put("a/b", TEXT);
  expect(await store.head("a")).toBeUndefined();
  expect(await store.get("a/b/c")).toBeUndefined();
  await failure(store.put("a/b/c", TEXT), "ERR_ARTIFACT_EXISTS");
  await failure(store.put("a", TEXT), "ERR_ARTIFACT_EXISTS");
});

test("lists files, also behind links to files, and follows no link to a directory", async () => {
  const root = temporaryDirectory();
  const other = temporaryDirectory();
  mkdirSync(join(root, "empty"));
  writeFileSync(join(other, "file"), TEXT);
  symlinkSync(join(other, "file"), join(root, "link"));
  symlinkSync(root, join(root, "loop"));
  symlinkSync(join(other, "absent"), join(root, "broken"));
  expect(await collectKeys(createDirectoryStore(root).list())).toEqual(["link"]);
});

test("replaces what a link points to by a file, and leaves the target alone", async () => {
  const root = temporaryDirectory();
  const target = join(temporaryDirectory(), "file");
  writeFileSync(target, "kept");
  symlinkSync(target, join(root, "link"));
  await createDirectoryStore(root).put("link", TEXT, { overwrite: true });
  expect(readFileSync(target, "utf8")).toBe("kept");
});
