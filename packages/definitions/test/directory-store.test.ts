import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { directoryStore, pruneDefinitions } from "../src/directory-store.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nodewright-store-"));
  for (const name of ["own", "other"]) mkdirSync(join(root, name));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const put = (path: string, text: string) => writeFileSync(join(root, path), text);

describe("directoryStore", () => {
  test("writes to the first directory, looks in all", async () => {
    put("other/1.0.0", "");
    put("other/2.0.0.json", "");
    const store = directoryStore(join(root, "new/own"), [join(root, "other")]);
    expect(await store.has("1.0.0")).toBe(true);
    expect(await store.has("2.0.0")).toBe(true);
    expect(await store.has("3.0.0")).toBe(false);
    await store.write("3.0.0", "text");
    expect(await store.has("3.0.0")).toBe(true);
    expect(readFileSync(join(root, "new/own/3.0.0"), "utf8")).toBe("text");
    expect(readdirSync(join(root, "new/own"))).toEqual(["3.0.0"]);
  });

  test("leaves nothing behind when it cannot write", async () => {
    mkdirSync(join(root, "own/1.0.0"));
    await expect(directoryStore(join(root, "own")).write("1.0.0", "text")).rejects.toThrow();
    expect(readdirSync(join(root, "own"))).toEqual(["1.0.0"]);
  });
});

describe("pruneDefinitions", () => {
  beforeEach(() => {
    for (const name of ["1.0.0", "2.0.0", "3.0.0"]) put(`own/${name}`, name);
    put("other/1.0.0", "1.0.0");
    put("other/2.0.0", "changed");
  });
  const directory = () => join(root, "own");
  const others = () => [join(root, "other"), join(root, "own", "."), join(root, "missing")];

  test("removes what another directory has with the same text", async () => {
    expect(await pruneDefinitions({ directory: directory(), others: others() })).toEqual([
      join(root, "own/1.0.0"),
    ]);
    expect(readdirSync(directory())).toEqual(["2.0.0", "3.0.0"]);
  });

  test("with force what another directory has at all", async () => {
    await pruneDefinitions({ directory: directory(), others: others(), force: true });
    expect(readdirSync(directory())).toEqual(["3.0.0"]);
  });

  test("a dry run removes nothing", async () => {
    const paths = await pruneDefinitions({
      directory: directory(),
      others: others(),
      force: true,
      dryRun: true,
    });
    expect(paths).toEqual(["1.0.0", "2.0.0"].map((name) => join(root, "own", name)));
    expect(readdirSync(directory())).toHaveLength(3);
  });
});
