import { chmodSync, cpSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listFiles, recipeDigest } from "../src/recipe-digest.js";
import { tempDir } from "./support/temporary.js";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = join(tempDir(), "recipe");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe("recipeDigest", () => {
  it("is what it was when this test was written", async () => {
    const folder = folderWith({ "recipe.json": "{}", "files/patch": "1" });
    expect(await recipeDigest(folder)).toBe(
      "355b502aef19e0c42312114e759f640ebc71ac37eebfea3f1fdd48b45b1a1f44",
    );
  });

  it("is the same for a copy with other times, and for another text for people", async () => {
    const folder = folderWith({ "recipe.json": "{}", "README.md": "one" });
    const copy = join(tempDir(), "copy");
    cpSync(folder, copy, { recursive: true });
    utimesSync(join(copy, "recipe.json"), 1, 1);
    writeFileSync(join(copy, "README.md"), "two");
    expect(await recipeDigest(copy)).toBe(await recipeDigest(folder));
  });

  it("is another one for another content, name, executable bit or shared file", async () => {
    const folder = folderWith({ "recipe.json": "{}", "build.sh": "make" });
    const shared = folderWith({ "node.sh": "one" });
    const digests = [await recipeDigest(folder)];
    digests.push(await recipeDigest(folder, { "node.sh": join(shared, "node.sh") }));
    chmodSync(join(folder, "build.sh"), 0o755);
    digests.push(await recipeDigest(folder));
    writeFileSync(join(folder, "build.sh"), "make all");
    digests.push(await recipeDigest(folder));
    writeFileSync(join(folder, "other"), "");
    digests.push(await recipeDigest(folder));
    expect(new Set(digests).size).toBe(5);
  });

  it("refuses links, which would hide a change", async () => {
    const folder = folderWith({ "recipe.json": "{}" });
    symlinkSync("/etc/hostname", join(folder, "link"));
    await expect(recipeDigest(folder)).rejects.toThrow(/neither a file nor a folder/);
  });
});

describe("listFiles", () => {
  it("gives paths with slashes, and no README.md of the recipe's own", async () => {
    const folder = folderWith({ "recipe.json": "", "README.md": "", "a/README.md": "", "a/b": "" });
    expect((await listFiles(folder)).sort()).toEqual(["a/README.md", "a/b", "recipe.json"]);
  });
});
