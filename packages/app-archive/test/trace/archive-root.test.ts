import { join } from "node:path";
import { expect, it } from "vitest";
import { isIdleManifest, rootOf } from "../../src/trace/archive-root.js";
import { project } from "../support/project.js";

it("is the folder above the one that all files share", () => {
  expect(rootOf(["/home/ann/app/index.js"])).toBe("/home/ann");
  expect(rootOf(["/home/ann/app/a/x.js", "/home/ann/app/b.js"])).toBe("/home/ann");
  expect(rootOf(["/home/ann/app/x.js", "/home/ann/apple/y.js"])).toBe("/home");
  expect(rootOf(["/app/x.js"])).toBe("/");
  expect(rootOf(["/home/ann/app/node_modules/a/x.js"])).toBe("/home/ann");
  expect(rootOf(["/x.js", "/a/b/c.js"])).toBe("/");
});

it("an idle package.json governs nothing: it lies above, and says nothing to Node.js", () => {
  const folder = project({ "package.json": "{}", "typed/package.json": '{"type":"module"}', "a/b.js": "" });
  const [idle, typed, code] = ["package.json", "typed/package.json", "a/b.js"].map((name) =>
    join(folder, name),
  );
  const all = [idle, typed, code].map(String);
  expect(all.map((path) => isIdleManifest(path, all))).toEqual([true, false, false]);
  expect(isIdleManifest(String(idle), [...all, join(folder, "c.js")])).toBe(false);
});
