import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { analyse } from "../../src/inject/analysis.js";
import { analyseCached } from "../../src/inject/analysis-cache.js";
import { elfNode } from "../support/node-like.js";

let root = "";
let base = "";
let folder = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "executable-"));
  [base, folder] = [join(root, "node"), join(root, "a", "b")];
  await writeFile(base, elfNode());
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe("analyseCached()", () => {
  it("reads the base once, and then its record", async () => {
    const { sha256 } = await analyse(base);
    const first = await analyseCached(base, { folder, sha256 });
    expect(first).toMatchObject({ format: "elf", arch: "x64", nodeVersion: "24.1.2", sha256 });
    expect(await readdir(folder)).toEqual([`${sha256}.1.json`]);
    await rm(base);
    expect(await analyseCached(base, { folder, sha256 })).toEqual(first);
  });

  it.each(["", "{", "null", '{"schema":2}', "[]"])("makes a record anew that holds %j", async (text) => {
    const { sha256 } = await analyse(base);
    const record = join(folder, `${sha256}.1.json`);
    const first = await analyseCached(base, { folder, sha256 });
    await writeFile(record, text);
    expect(await analyseCached(base, { folder, sha256 })).toEqual(first);
    expect(JSON.parse(await readFile(record, "utf8"))).toEqual(first);
  });

  it("believes no record of another digest", async () => {
    const first = await analyse(base);
    await analyseCached(base, { folder, sha256: first.sha256 });
    const record = join(folder, `${first.sha256}.1.json`);
    await writeFile(record, JSON.stringify({ ...first, sha256: "0".repeat(64), fuseOffset: 1 }));
    expect(await analyseCached(base, { folder, sha256: first.sha256 })).toEqual(first);
  });

  it("refuses a base with another digest, and a digest that is none", async () => {
    for (const sha256 of ["0".repeat(64), "../../x", "ABC"]) {
      await expect(analyseCached(base, { folder, sha256 })).rejects.toMatchObject({
        code: "ERR_EXECUTABLE_STALE_ANALYSIS",
      });
    }
    expect(await readdir(root)).toEqual(["node"]);
  });
});
