import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatIndex } from "@nodewright/release-index";
import { describe, expect, it } from "vitest";
import { type ImportedRelease, importTree, parseBuildQueue } from "../src/import-tree.js";
import { startFarm, temporaryFolder } from "./support/farms.js";
import { rowOf } from "./support/upstream.js";

const { signal } = new AbortController();

/** A release as unofficial-builds leaves it: files and their list, without a signature. */
function leaveRelease(folder: string, version: string, ...rest: readonly string[]): void {
  const to = join(folder, "download/release", version);
  mkdirSync(to, { recursive: true });
  const lines = rest.map((one) => {
    const name = `node-${version}-${one}`;
    writeFileSync(join(to, name), name);
    return `${createHash("sha256").update(name).digest("hex")}  ${name}\n`;
  });
  writeFileSync(join(to, "SHASUMS256.txt"), lines.join(""));
}

async function importAll(farm: Parameters<typeof importTree>[0], folder: string): Promise<ImportedRelease[]> {
  const imported: ImportedRelease[] = [];
  for await (const release of importTree(farm, folder, signal)) imported.push(release);
  return imported;
}

describe("importTree", () => {
  it("takes over what its list vouches for, with the days and versions of its index, once", async () => {
    const { farm, root } = await startFarm();
    const folder = temporaryFolder();
    leaveRelease(folder, "v24.1.0", "linux-x64-musl.tar.gz", "linux-x64-musl.tar.xz", "headers.tar.gz");
    leaveRelease(folder, "v22.3.0", "linux-loong64.tar.gz");
    mkdirSync(join(folder, "download/release/v20.0.0"));
    writeFileSync(join(folder, "download/release/v24.1.0/node-v24.1.0-headers.tar.gz"), "rebuilt since");
    const rows = [rowOf("v24.1.0", { date: "2025-05-20", v8: "13.6", lts: "Krypton" })];
    writeFileSync(join(folder, "download/release/index.json"), formatIndex(rows, "json"));
    expect(await importAll(farm, folder)).toEqual([
      { version: "v20.0.0", added: [], refused: [] },
      { version: "v22.3.0", added: ["node-v22.3.0-linux-loong64.tar.gz"], refused: [] },
      {
        version: "v24.1.0",
        added: ["node-v24.1.0-linux-x64-musl.tar.gz", "node-v24.1.0-linux-x64-musl.tar.xz"],
        refused: ["node-v24.1.0-headers.tar.gz"],
      },
    ]);
    const [newest] = JSON.parse(readFileSync(join(root, "download/release/index.json"), "utf8"));
    expect(newest).toMatchObject({
      version: "v24.1.0",
      date: "2025-05-20",
      v8: "13.6",
      lts: "Krypton",
      files: ["linux-x64-musl"],
    });
    const targets = (await farm.tree.release("v24.1.0"))?.artifacts.map(({ target }) => target);
    expect(targets).toEqual(["linux-x64-musl", "linux-x64-musl"]);
    expect((await importAll(farm, folder)).flatMap(({ added }) => added)).toEqual([]);
    await expect(importAll(farm, root.concat("/none"))).rejects.toMatchObject({ code: "ERR_FARM_CONFIG" });
  });
});

describe("parseBuildQueue", () => {
  it("reads versions, with recipes or for all", () => {
    expect(parseBuildQueue("v24.1.0\nv22.3.0|musl,headers\n\n")).toEqual([
      { version: "v24.1.0", recipes: undefined },
      { version: "v22.3.0", recipes: ["musl", "headers"] },
    ]);
  });
});
