import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  definitionDirectories,
  definitionNameOf,
  findDefinition,
  listDefinitions,
  listMaintained,
} from "../src/lookup.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nodewright-lookup-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (path: string, text = "") => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};

describe("definitionDirectories", () => {
  test("the path's, then nodenv's plugins by name, then the own tree", async () => {
    put("nodenv/plugins/b/share/node-build/1.0.0");
    put("nodenv/plugins/a/share/node-build/1.0.0");
    put("nodenv/plugins/c/README");
    const directories = await definitionDirectories({
      definitionPath: ":/x::/y:",
      nodenvRoot: join(root, "nodenv"),
      ownTree: "/own",
    });
    const plugin = (name: string) => join(root, "nodenv/plugins", name, "share/node-build");
    expect(directories).toEqual(["/x", "/y", plugin("a"), plugin("b"), "/own"]);
  });

  test("nothing given, nothing searched", async () => {
    expect(await definitionDirectories({})).toEqual([]);
    expect(await definitionDirectories({ nodenvRoot: join(root, "missing") })).toEqual([]);
  });
});

describe("findDefinition", () => {
  test("a file wins over the directories, the first directory over the others", async () => {
    put("4.0.0");
    put("one/4.0.0");
    put("two/4.0.0");
    put("two/5.0.0.yaml");
    const directories = [join(root, "one"), join(root, "two")];
    const find = (name: string, cwd = root) => findDefinition(name, { cwd, directories });
    expect(await find("4.0.0")).toBe(join(root, "4.0.0"));
    expect(await find("4.0.0", "/")).toBe(join(root, "one/4.0.0"));
    expect(await find(join(root, "two/4.0.0"))).toBe(join(root, "two/4.0.0"));
    expect(await find("5.0.0")).toBe(join(root, "two/5.0.0.yaml"));
    expect(await find("6.0.0")).toBeUndefined();
  });

  test("a directory of that name is no definition", async () => {
    put("4.0.0/file");
    put("one/4.0.0");
    expect(await findDefinition("4.0.0", { cwd: root, directories: ["one"] })).toBe(join(root, "one/4.0.0"));
  });
});

test.each([
  ["/a/24.1.0", "24.1.0"],
  ["24.1.0.json", "24.1.0"],
  ["/a/node-rc.yml", "node-rc"],
])("definitionNameOf %s", (path, name) => {
  expect(definitionNameOf(path)).toBe(name);
});

describe("listDefinitions", () => {
  test("lists what is there, sorted, once, without hidden files", async () => {
    for (const name of ["one/10.0.0", "one/9.0.0", "one/.hidden", "two/9.0.0.json", "two/iojs-1.0.0"])
      put(name);
    expect(await listDefinitions([join(root, "one"), join(root, "two"), join(root, "none")])).toEqual([
      "9.0.0",
      "10.0.0",
      "iojs-1.0.0",
    ]);
  });
});

describe("listMaintained", () => {
  test("passes over what says that it is past its end", async () => {
    put("one/22.1.0");
    put("one/22.2.0");
    put("one/20.9.0", "install_package a b warn_eol");
    put("one/20.1.0");
    put("two/18.0.0.yaml", "notice: end-of-life");
    put("two/16.0.0.yaml", "notice: maintenance");
    expect(await listMaintained([join(root, "one"), join(root, "two")])).toEqual([
      "16.0.0",
      "20.1.0",
      "22.2.0",
    ]);
  });
});
