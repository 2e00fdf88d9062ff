import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDirectoryTree } from "../src/directory-tree.js";
import { indexJson, row } from "./support/fixtures.js";
import { scratch } from "./support/scratch.js";

const known = { rows: [row("v24.21.0"), row("v24.0.0", { lts: false })] };

describe("createDirectoryTree", () => {
  it("reads a copy of a dist tree", async () => {
    const path = await scratch({
      "index.json": indexJson(row("v24.1.0")),
      "v24.1.0/SHASUMS256.txt": "list",
      "v24.1.0/a.tar.gz": "archive",
      "a.tar.gz": "another",
    });
    const tree = createDirectoryTree({ path });
    expect(tree).toMatchObject({ kind: "directory", name: path });
    expect(await tree.loadIndex()).toEqual({ rows: [row("v24.1.0")], origin: "index.json" });
    expect(String(await tree.read("v24.1.0", "SHASUMS256.txt"))).toBe("list");
    expect(await tree.read("v24.1.0", "SHASUMS256.txt.asc")).toBeUndefined();
    expect(await tree.origin("v24.1.0", "a.tar.gz")).toEqual({ path: join(path, "v24.1.0/a.tar.gz") });
    expect(tree.locate("v24.1.0")).toContain(path);
  });

  it("reads index.tab where there is no index.json", async () => {
    const path = await scratch({
      "index.tab":
        "version\tdate\tfiles\tnpm\tv8\tuv\tzlib\topenssl\tmodules\tlts\tsecurity\n" +
        "v24.1.0\t2026-09-07\tlinux-x64\t11.0.0\t-\t-\t-\t-\t137\t-\t-\n",
    });
    expect(await createDirectoryTree({ path }).loadIndex()).toMatchObject({
      rows: [{ version: "v24.1.0" }],
      origin: "index.tab",
    });
  });

  it("reads releases off the file names of a flat folder, LTS names off what is known", async () => {
    const path = await scratch({
      "node-v24.21.0-linux-x64.tar.xz": "",
      "node-v24.21.0-darwin-arm64.tar.gz": "",
      "node-v24.21.0-win-x64.zip": "",
      "node-v24.21.0-headers.tar.gz": "",
      "node-v24.22.0-linux-x64.tar.gz": "",
      "SHASUMS256.txt": "list",
      "notes.txt": "",
      "v24.22.0-not-a-folder": "",
    });
    const tree = createDirectoryTree({ path, known });
    const { rows, origin } = await tree.loadIndex();
    expect(origin).toBe("file names");
    expect(rows).toMatchObject([
      { version: "v24.22.0", lts: "Krypton", files: ["linux-x64"] },
      {
        version: "v24.21.0",
        lts: "Krypton",
        npm: "11.0.0",
        files: ["linux-x64", "osx-arm64-tar", "win-x64-zip"],
      },
    ]);
    expect(String(await tree.read("v24.21.0", "SHASUMS256.txt"))).toBe("list");
  });

  it("reads releases off version folders without an index", async () => {
    const path = await scratch({ "v22.1.0/node-v22.1.0-linux-x64.tar.gz": "" });
    expect((await createDirectoryTree({ path }).loadIndex()).rows).toMatchObject([{ version: "v22.1.0" }]);
  });

  it("does not promise a file that is not there, nor a folder", async () => {
    const path = await scratch({ "node-v24.21.0-linux-x64.tar.gz/x": "" });
    const tree = createDirectoryTree({ path });
    expect(await tree.origin("v24.21.0", "node-v24.21.0-linux-x64.tar.gz")).toBeUndefined();
    expect(await tree.origin("v24.21.0", "other.tar.gz")).toBeUndefined();
  });

  it("refuses an index with hostile versions, naming the file", async () => {
    const path = await scratch({ "index.json": indexJson(row("v../../x")) });
    await expect(createDirectoryTree({ path }).loadIndex()).rejects.toMatchObject({
      code: "ERR_SOURCE_INDEX",
      message: expect.stringContaining(join(path, "index.json")),
    });
  });

  it("refuses a folder without anything of Node.js", async () => {
    const path = await scratch({ "readme.txt": "" });
    await expect(createDirectoryTree({ path }).loadIndex()).rejects.toMatchObject({
      code: "ERR_SOURCE_INDEX",
      message: `${path} holds no index.json, no index.tab and no Node.js archive`,
    });
  });

  it("refuses what is no folder, or not there", async () => {
    const folder = await scratch({ file: "" });
    for (const name of ["file", "missing"]) {
      await expect(createDirectoryTree({ path: join(folder, name) }).loadIndex()).rejects.toMatchObject({
        code: "ERR_SOURCE_CONFIG",
        message: `the source ${join(folder, name)} is not a folder`,
      });
    }
  });

  it.skipIf(process.getuid?.() === 0)("says what it may not read", async () => {
    const path = await scratch();
    await writeFile(join(path, "index.json"), "[]", { mode: 0o000 });
    await expect(createDirectoryTree({ path }).loadIndex()).rejects.toMatchObject({
      code: "ERR_SOURCE_CONFIG",
      message: expect.stringContaining("index.json cannot be read"),
    });
    await chmod(path, 0o100);
    await expect(createDirectoryTree({ path: join(path) }).loadIndex()).rejects.toMatchObject({
      code: "ERR_SOURCE_CONFIG",
    });
    await chmod(path, 0o700);
  });

  it("says which file cannot be read: a folder in its place", async () => {
    const path = await scratch({ "index.json/x": "" });
    await expect(createDirectoryTree({ path }).loadIndex()).rejects.toMatchObject({
      code: "ERR_SOURCE_CONFIG",
      message: expect.stringContaining(`${join(path, "index.json")} cannot be read: EISDIR`),
    });
  });
});
