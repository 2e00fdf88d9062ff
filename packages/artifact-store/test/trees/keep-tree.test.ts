import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepTree } from "../../src/trees/keep-tree.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

test("names every file with its size, and every parent before what it holds", () => {
  const work = temporaryDirectory();
  const [from, to] = [join(work, "from"), join(work, "to")];
  mkdirSync(join(from, "a", "b", "c"), { recursive: true });
  mkdirSync(to);
  writeFileSync(join(from, "a", "b", "c", "file"), "12345");
  symlinkSync("a/b", join(from, "loop"));
  const manifest = keepTree(from, to);
  expect(manifest?.directories).toEqual(["a", "a/b", "a/b/c"]);
  expect(manifest?.files).toEqual([["a/b/c/file", 5, expect.any(Number), expect.any(Number)]]);
  expect(manifest?.symlinks).toEqual([["loop", "a/b"]]);
  expect(readdirSync(to)).toEqual(["a", "loop"]);
  expect(readFileSync(join(to, "loop", "c", "file"), "utf8")).toBe("12345");
});

test("an empty directory is an empty tree", () => {
  const work = temporaryDirectory();
  mkdirSync(join(work, "from"));
  mkdirSync(join(work, "to"));
  expect(keepTree(join(work, "from"), join(work, "to"))).toMatchObject({ directories: [], files: [] });
});
