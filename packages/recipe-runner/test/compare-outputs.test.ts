import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareOutputs, type OutputComparison } from "../src/compare-outputs.js";
import { type ArchiveFile, writeTarGz } from "./support/archives.js";
import { tempDir } from "./support/temporary.js";

const base = { "a/node": { content: "code", mode: 0o755 }, "a/README": { content: "text" } };

async function compare(
  first: Readonly<Record<string, ArchiveFile>>,
  second: Readonly<Record<string, ArchiveFile>>,
  level?: number,
): Promise<OutputComparison | undefined> {
  const root = tempDir();
  for (const name of ["1", "2"]) mkdirSync(join(root, name));
  await writeTarGz(join(root, "1/a.tar.gz"), first);
  await writeTarGz(join(root, "2/a.tar.gz"), second, level);
  return (await compareOutputs(join(root, "1"), join(root, "2"))).files[0];
}

describe("compareOutputs", () => {
  it("finds the same bytes identical", async () => {
    expect(await compare(base, base)).toEqual({ name: "a.tar.gz", verdict: "identical", differences: [] });
  });

  it("tells another compression from another content", async () => {
    expect(await compare(base, base, 0)).toEqual({
      name: "a.tar.gz",
      verdict: "same-entries",
      differences: [],
    });
  });

  it("names the entry and the kind of every difference", async () => {
    const second = {
      "a/node": { content: "CODE", mode: 0o700, mtime: new Date(1000), uid: 5 },
      "a/more": { content: "" },
    };
    const found = await compare(base, second);
    expect(found?.verdict).toBe("different");
    expect(found?.differences.map(({ path, what }) => `${path} ${what}`)).toEqual([
      "a/README missing",
      "a/more extra",
      "a/node content",
      "a/node mode",
      "a/node owner",
      "a/node time",
    ]);
    expect(found?.differences[3]).toMatchObject({ first: "755", second: "700" });
  });

  it("tells times and order from content", async () => {
    const later = { ...base, "a/node": { ...base["a/node"], mtime: new Date(1000) } };
    expect((await compare(base, later))?.verdict).toBe("metadata");
    const turned = Object.fromEntries(Object.entries(base).reverse());
    expect(await compare(base, turned)).toMatchObject({
      verdict: "metadata",
      differences: [{ path: "a/node", what: "order", first: "0", second: "1" }],
    });
  });

  it("names files that only one build has, and those that are no archives", async () => {
    const root = tempDir();
    for (const name of ["1", "2"]) mkdirSync(join(root, name));
    writeFileSync(join(root, "1/a"), "1");
    writeFileSync(join(root, "1/both"), "1");
    writeFileSync(join(root, "2/b"), "2");
    writeFileSync(join(root, "2/both"), "2");
    const report = await compareOutputs(join(root, "1"), join(root, "2"));
    expect(report.identical).toBe(false);
    expect(report.files.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      "a missing",
      "b extra",
      "both different",
    ]);
  });
});
