import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  definitionNames,
  findSubject,
  maintainedNames,
  searchPath,
} from "../../src/node-build/definition-sources.js";

function makeTree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "nodewright-sources-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const now = new Date("2026-11-20");

describe("searchPath", () => {
  test("NODE_BUILD_DEFINITIONS, then the tree of NODE_BUILD_ROOT", () => {
    const env = { NODE_BUILD_DEFINITIONS: ":/a:/b", NODE_BUILD_ROOT: "/root" };
    expect(searchPath(env, "/prefix")).toEqual({
      directories: ["/a", "/b", "/root/share/node-build"],
      usesBundled: false,
    });
  });

  test("a tree of the installation hides what is bundled", () => {
    const root = makeTree({ "share/node-build/1.0.0": "" });
    expect(searchPath({}, root).usesBundled).toBe(false);
    expect(searchPath({}, join(root, "other")).usesBundled).toBe(true);
  });
});

describe("definitionNames, maintainedNames", () => {
  test("list files alone where there is a tree", async () => {
    const root = makeTree({
      "share/node-build/22.1.0": "x",
      "share/node-build/20.1.0": "warn_eol",
      "share/node-build/4.x-dev": "x",
    });
    const path = searchPath({}, root);
    expect(await definitionNames(path)).toEqual(["4.x-dev", "20.1.0", "22.1.0"]);
    expect(await maintainedNames(path, now)).toEqual(["22.1.0"]);
  });

  test("list what is bundled and every release without a tree", async () => {
    const path = { directories: [makeTree({ "99.0.0-mine": "x" })], usesBundled: true };
    const names = await definitionNames(path);
    expect(names).toEqual(
      expect.arrayContaining(["0.10.40", "24.0.0", "99.0.0-mine", "iojs-3.3.1", "node-nightly"]),
    );
    expect(new Set(names).size).toBe(names.length);
    const maintained = await maintainedNames(path, now);
    expect(maintained.map((name) => name.split(".")[0])).toEqual(expect.arrayContaining(["22", "24", "26"]));
    expect(maintained.filter((name) => /^(?:0|18|20|23|25|iojs|chakra)/.test(name))).toEqual([]);
  });
});

describe("findSubject", () => {
  const root = () =>
    makeTree({
      "tree/1.0.0": 'install_package "node-v1.0.0" "https://a/b.tar.gz" copy',
      "tree/2.0.0": "echo $HOME",
      "tree/3.0.0.yaml":
        "kind: install\nname: 3.0.0\npackages: [{ name: node-v3.0.0, source: { url: https://a/b } }]\n",
      "tree/4.0.0.yaml": "kind: nonsense",
    });
  const find = (name: string) => {
    const cwd = root();
    const path = { directories: [join(cwd, "tree")], usesBundled: false };
    return findSubject(name, { cwd, env: {}, path, stderr: { write: () => true } });
  };

  test("data of node-build's, programs, declarative files, bundled ones", async () => {
    expect(await find("1.0.0")).toMatchObject({
      definition: { name: "1.0.0", packages: [{ steps: ["copy"] }] },
    });
    expect(await find("tree/1.0.0")).toMatchObject({ definition: { name: "1.0.0" } });
    expect(await find("2.0.0")).toEqual({ program: expect.stringMatching(/\/tree\/2\.0\.0$/) });
    expect(await find("3.0.0")).toMatchObject({ definition: { name: "3.0.0" } });
    expect(await find("iojs-1.0.0")).toMatchObject({ definition: { notice: "end-of-life" } });
  });

  test("a name that is no version is looked for nowhere else", async () => {
    expect(await find("nonexistent")).toBeUndefined();
  });

  test("a declarative file that is wrong is an error", async () => {
    await expect(find("4.0.0")).rejects.toEqual(expect.objectContaining({ code: "ERR_DEFINITION_SCHEMA" }));
  });
});
