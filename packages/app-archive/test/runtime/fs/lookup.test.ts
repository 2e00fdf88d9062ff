import { expect, it } from "vitest";
import { lookUp, lookUpLink } from "../../../src/runtime/fs/lookup.js";
import { thrown, volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "a/b.txt": "b" }, { link: "a/b.txt" });

it("lookUp() follows links, lookUpLink() does not", () => {
  expect(lookUp(volume, "/snapshot/link", "stat")).toMatchObject({ kind: "file", path: "/snapshot/a/b.txt" });
  expect(lookUpLink(volume, "/snapshot/link", "lstat")).toMatchObject({ kind: "link" });
});

it.each([
  ["/snapshot/none", "ENOENT"],
  ["/snapshot/none/deeper", "ENOENT"],
  ["/snapshot/a/b.txt/c", "ENOTDIR"],
  ["/snapshot/a/b.txt/", "ENOTDIR"],
  ["/snapshot/link/c/d", "ENOTDIR"],
])("what is not at %s is %s", (path, code) => {
  expect(thrown(() => lookUp(volume, path, "stat"))).toBe(`${code} stat ${path}`);
});
