import { join } from "node:path";
import { expect, it } from "vitest";
import { expandGlobs, isIgnored } from "../../src/trace/globs.js";
import { project } from "../support/project.js";

it("a folder means all in it, names with a dot match, each file is there once", async () => {
  const folder = project({ "a/b.txt": "", "a/.c": "", "d.txt": "" });
  const at = (...names: readonly string[]): string[] => names.map((name) => join(folder, name));
  expect(await expandGlobs(["a", "a/*.txt"], folder)).toEqual(at("a/.c", "a/b.txt"));
  expect(await expandGlobs(["./*.txt", "a/b.txt"], folder)).toEqual(at("a/b.txt", "d.txt"));
  expect(await expandGlobs([], folder)).toEqual([]);
});

it("ignores by globs from the folder, and by absolute ones", () => {
  const skip = isIgnored(["**/*.md", "/elsewhere/**"], "/app");
  expect(["/app/a.md", "/app/x/.y/b.md", "/elsewhere/c.js"].map(skip)).toEqual([true, true, true]);
  expect(["/app/a.js", "/other/c.js"].map(skip)).toEqual([false, false]);
  expect(isIgnored(["**/*/node_modules/x.c"], "/home/app")("/home/app/node_modules/x.c")).toBe(true);
  expect(isIgnored([], "/app")("/app/a.md")).toBe(false);
});
