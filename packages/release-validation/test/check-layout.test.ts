import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Asset, assetFromFileName } from "@nodewright/release-index";
import { describe, expect, it } from "vitest";
import {
  checkLayout,
  executablePath,
  hasSameNumbers,
  readHeader,
  readTree,
  topFolder,
} from "../src/check-layout.js";
import { temporaryFolder, versionHeader } from "./support/archives.js";

function assetOf(fileName: string): Asset {
  const asset = assetFromFileName(fileName);
  if (asset === undefined) throw new Error(`${fileName} is no asset`);
  return asset;
}

describe("readTree", () => {
  it("tells files by bytes and links by text", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "a/b"), { recursive: true });
    writeFileSync(join(folder, "a/b/c"), "c");
    symlinkSync("b/c", join(folder, "a/d"));
    const tree = await readTree(folder);
    expect([...tree.keys()].sort()).toEqual(["a/b/c", "a/d"]);
    expect(tree.get("a/d")).toBe("link to b/c");
  });
});

describe("checkLayout", () => {
  const asset = assetOf("node-v24.1.0-win-x64.zip");
  const content = (...paths: readonly string[]): Map<string, string> =>
    new Map(paths.map((path) => [path, ""]));
  const top = "node-v24.1.0-win-x64";

  it("knows Windows' layout", () => {
    expect(executablePath(asset)).toBe("node.exe");
    expect(checkLayout(content(`${top}/node.exe`, `${top}/LICENSE`, `${top}/README.md`), asset)).toEqual([]);
    expect(checkLayout(content(`${top}/bin/node`), asset)).toHaveLength(3);
  });

  it("wants one top folder", () => {
    expect(checkLayout(content(`${top}/node.exe`, "stray"), asset)[0]).toContain("stray");
    expect(checkLayout(content(), asset)).toEqual(["it is empty"]);
  });
});

describe("topFolder", () => {
  it("is the archive's name, and the source's for headers", () => {
    expect(topFolder(assetOf("node-v24.1.0-linux-x64-musl.tar.xz"))).toBe("node-v24.1.0-linux-x64-musl");
    expect(topFolder(assetOf("node-v24.1.0-headers.tar.gz"))).toBe("node-v24.1.0");
  });
});

describe("readHeader", () => {
  it("reads version and ABI, where they are", async () => {
    const folder = temporaryFolder();
    expect(await readHeader(folder)).toBeUndefined();
    mkdirSync(join(folder, "include/node"), { recursive: true });
    writeFileSync(join(folder, "include/node/node_version.h"), versionHeader("v24.1.0", "137"));
    expect(await readHeader(folder)).toEqual({ version: "v24.1.0", modules: "137" });
    writeFileSync(join(folder, "include/node/node_version.h"), "");
    expect(await readHeader(folder)).toEqual({});
  });
});

describe("hasSameNumbers", () => {
  it("passes over what headers do not state", () => {
    expect(hasSameNumbers("v24.1.0", "v24.1.0-rc.12")).toBe(true);
    expect(hasSameNumbers("v24.1.0", "v24.1.1")).toBe(false);
  });
});
