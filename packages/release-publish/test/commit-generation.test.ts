import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clear, commitGeneration } from "../src/commit-generation.js";
import { temporaryFolder } from "./support/fixtures.js";

/** Adds a release with one file, as promotion does. */
async function commit(root: string, version: string, folder: string): Promise<void> {
  const files = join(root, "tree/release/versions", version, folder, "files");
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, "a"), folder);
  await commitGeneration(
    root,
    "release",
    { release: { version, folder }, indexes: new Map([["index.json", folder]]) },
    undefined,
  );
}

describe("commitGeneration", () => {
  it("shows a release's new folder and the indexes together, the others as they were", async () => {
    const root = temporaryFolder();
    await commit(root, "v1.0.0", "one");
    await commit(root, "v2.0.0", "two");
    await commit(root, "v1.0.0", "three");
    const read = (name: string): string => readFileSync(join(root, "download/release", name), "utf8");
    expect([read("index.json"), read("v1.0.0/a"), read("v2.0.0/a")]).toEqual(["three", "three", "two"]);
  });

  it("clears away what no kept generation shows", async () => {
    const root = temporaryFolder();
    for (const folder of ["one", "two", "three", "four"]) await commit(root, "v1.0.0", folder);
    const store = join(root, "tree/release");
    expect(readdirSync(join(store, "generations")).length).toBe(2);
    mkdirSync(join(store, "versions/v1.0.0/.left"));
    mkdirSync(join(store, "generations/99999999"));
    symlinkSync("x", join(root, "download/.release.0123"));
    await clear(store);
    expect(readdirSync(join(store, "versions/v1.0.0")).sort()).toEqual(["four", "three"]);
    expect(readdirSync(join(store, "generations")).length).toBe(2);
    expect(readdirSync(join(root, "download"))).toEqual(["release"]);
  });
});
