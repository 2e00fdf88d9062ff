import { expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.js";
import { treeOf } from "../../src/runtime/tree.js";
import { filesOf, packed } from "../support/packed.js";

it("treeOf() has each folder once, with what is in it", () => {
  const files = filesOf({ "a/b/c.js": "", "a/b/d.js": "", "e.js": "" });
  const tree = treeOf(
    openArchive(packed({ files, links: [{ path: "a/f", target: "e.js" }], entry: "e.js" })),
  );
  const folders = [...tree.folders].map(([path, { names }]) => [path, Object.fromEntries(names)]);
  expect(Object.fromEntries(folders)).toEqual({
    "": { a: "folder", "e.js": "file" },
    a: { b: "folder", f: "link" },
    "a/b": { "c.js": "file", "d.js": "file" },
  });
  expect([...tree.links]).toEqual([["a/f", "e.js"]]);
  const numbers = [...tree.files.values(), ...tree.folders.values()].map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
});
