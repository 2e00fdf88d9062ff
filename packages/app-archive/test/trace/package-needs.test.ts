import { join } from "node:path";
import { expect, it } from "vitest";
import { needsOf, packageFolders } from "../../src/trace/package-needs.js";
import { project } from "../support/project.js";

it("takes quirks by name, the package's own configuration, and dependencies that are there", async () => {
  const folder = project({
    "node_modules/@a/odd/package.json":
      '{"name":"@a/odd","pkg":{"assets":["*.txt"]},"dependencies":{"b":"1","gone":"1"}}',
    "node_modules/@a/odd/x.txt": "",
    "node_modules/@a/odd/y.js": "",
    "node_modules/b/index.js": "",
    "node_modules/b/package.json": "{}",
  });
  const odd = join(folder, "node_modules/@a/odd");
  const quirks = { "@a/odd": { scripts: ["*.js"], because: "of its oddity" } };
  const b = (name: string): string => join(folder, "node_modules/b", name);
  expect(await needsOf(odd, { quirks, followsDependencies: true })).toEqual([
    { scripts: [join(odd, "y.js")], assets: [], because: "of its oddity" },
    { scripts: [], assets: [join(odd, "x.txt")], because: expect.stringContaining("pkg configuration") },
    { scripts: [b("index.js")], assets: [b("package.json")], because: "a dependency of odd" },
  ]);
  expect(await needsOf(odd, { quirks: {}, followsDependencies: false })).toHaveLength(1);
});

it("takes what a dependency publishes where it says nothing else", async () => {
  const folder = project({
    "node_modules/a/package.json": '{"name":"a","files":["data"]}',
    "node_modules/a/data/x.txt": "",
  });
  const a = join(folder, "node_modules/a");
  const [published] = await needsOf(a, { quirks: {}, followsDependencies: true });
  expect(published).toMatchObject({ assets: [join(a, "data/x.txt")], because: "the package publishes it" });
  expect(await needsOf(a, { quirks: {}, followsDependencies: false })).toEqual([]);
});

it("a package.json that cannot be read needs nothing", async () => {
  const folder = project({ "package.json": "[" });
  expect(await needsOf(folder, { quirks: {}, followsDependencies: false })).toEqual([]);
});

it("a package is where its package.json is", () => {
  expect(packageFolders([join("a", "package.json"), join("a", "b.js")], "/r")).toEqual([join("/r", "a")]);
});
