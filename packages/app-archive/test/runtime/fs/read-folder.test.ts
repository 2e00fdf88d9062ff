import type { Dirent } from "node:fs";
import { expect, it } from "vitest";
import { createDirent, entriesOf, folderAt, readFolder } from "../../../src/runtime/fs/read-folder.js";
import { thrown, volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "z.txt": "", "b/c.txt": "", "b/d/e.txt": "" }, { link: "b" });

it("readFolder() gives names in order", () => {
  expect(readFolder(volume, "/snapshot", undefined)).toEqual(["b", "link", "z.txt"]);
  expect(readFolder(volume, "/snapshot/link", undefined)).toEqual(["c.txt", "d"]);
});

it("readFolder() goes down, but not through links", () => {
  const options = { recursive: true };
  expect(readFolder(volume, "/snapshot", options)).toEqual([
    "b",
    "b/c.txt",
    "b/d",
    "b/d/e.txt",
    "link",
    "z.txt",
  ]);
});

it("readFolder() tells kinds and parents", () => {
  const found = readFolder(volume, "/snapshot", { withFileTypes: true, recursive: true }) as Dirent[];
  const kinds = found.map((one) => [
    one.parentPath,
    one.name,
    one.isFile(),
    one.isDirectory(),
    one.isSymbolicLink(),
  ]);
  expect(kinds).toContainEqual(["/snapshot/b", "d", false, true, false]);
  expect(kinds).toContainEqual(["/snapshot", "link", false, false, true]);
});

it("folderAt() refuses files", () => {
  expect(thrown(() => folderAt(volume, "/snapshot/z.txt", "scandir"))).toBe(
    "ENOTDIR scandir /snapshot/z.txt",
  );
});

it("entriesOf() and createDirent() agree", () => {
  const [first] = entriesOf(folderAt(volume, "/snapshot", "scandir"));
  expect(first).toEqual({ name: "b", kind: "folder" });
  expect(createDirent("b", "folder", "/snapshot").isDirectory()).toBe(true);
});
