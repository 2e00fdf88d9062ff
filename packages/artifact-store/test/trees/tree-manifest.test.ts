import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readManifest } from "../../src/trees/tree-manifest.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

test("a manifest that is missing, cut off or of another version is none", () => {
  const path = join(temporaryDirectory(), "manifest.json");
  expect(readManifest(path)).toBeUndefined();
  const manifest = { schema: 1, directories: ["a"], files: [["a/b", 1, 2, 0o644]], symlinks: [] };
  for (const text of ["", '{"schema":1,', "null", "[]", '{"schema":2}']) {
    writeFileSync(path, text);
    expect(readManifest(path), text).toBeUndefined();
  }
  writeFileSync(path, JSON.stringify(manifest));
  expect(readManifest(path)).toEqual(manifest);
});

test("one that cannot be read is an error", () => {
  const path = join(temporaryDirectory(), "manifest.json");
  mkdirSync(path);
  expect(() => readManifest(path)).toThrow("EISDIR");
});
