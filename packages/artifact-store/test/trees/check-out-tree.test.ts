import { chmodSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkOutTree, DamagedTree, isDamage } from "../../src/trees/check-out-tree.js";
import { keepTree } from "../../src/trees/keep-tree.js";
import type { TreeManifest } from "../../src/trees/tree-manifest.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

test.each([
  ["overwritten", "is changed", (file: string) => writeFileSync(file, "b")],
  ["longer", "is changed", (file: string) => writeFileSync(file, "ab")],
  ["touched", "is changed", (file: string) => utimesSync(file, 1, 1)],
  ["a directory", "is changed", (file: string) => replace(file, mkdirSync)],
  ["a link", "is changed", (file: string) => replace(file, (path) => symlinkSync("/etc/passwd", path))],
  ["gone", "is gone", (file: string) => rmSync(file)],
])("a file that is %s since", async (_, why, change) => {
  const { tree, manifest, into } = kept();
  checkOutTree(tree, manifest, join(into, "1"));
  chmodSync(join(tree, "file"), 0o644);
  await new Promise((resolve) => setTimeout(resolve, 5));
  change(join(tree, "file"));
  const error = caught(() => checkOutTree(tree, manifest, join(into, "2")));
  expect(error).toBeInstanceOf(DamagedTree);
  expect(error).toHaveProperty("message", `file in ${tree} ${why}`);
});

test("a tree that vanishes is damage, a full disk is not", () => {
  const { tree, manifest, into } = kept();
  rmSync(tree, { recursive: true });
  expect(isDamage(caught(() => checkOutTree(tree, manifest, join(into, "1"))))).toBe(true);
  expect(isDamage(Object.assign(new Error("full"), { code: "ENOSPC" }))).toBe(false);
});

function replace(file: string, make: (path: string) => void): void {
  rmSync(file);
  make(file);
}

function kept(): { readonly tree: string; readonly manifest: TreeManifest; readonly into: string } {
  const work = temporaryDirectory();
  for (const name of ["from", "tree", "1", "2"]) mkdirSync(join(work, name));
  writeFileSync(join(work, "from", "file"), "a");
  const manifest = keepTree(join(work, "from"), join(work, "tree"));
  if (manifest === undefined) throw new Error("these two directories share no files");
  return { tree: join(work, "tree"), manifest, into: work };
}

function caught(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
