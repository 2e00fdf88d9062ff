import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { collectOutputs, sha256OfFile } from "../src/collect-outputs.js";
import { tempDir } from "./support/temporary.js";

const PREFIX = "node-v24.1.0-";
const ARCHIVE = `${PREFIX}linux-x64.tar.gz`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = tempDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe("collectOutputs", () => {
  it("gives size and digest of each", async () => {
    const folder = folderWith({ [ARCHIVE]: "hello" });
    expect(await collectOutputs(folder, [ARCHIVE], PREFIX)).toEqual([
      {
        name: ARCHIVE,
        path: join(folder, ARCHIVE),
        sizeBytes: 5,
        sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
      },
    ]);
  });

  it("takes what begins so where nothing is promised", async () => {
    const [output] = await collectOutputs(folderWith({ [ARCHIVE]: "hello" }), undefined, PREFIX);
    expect(output?.name).toBe(ARCHIVE);
  });

  it.each([
    ["one is missing", {}, [ARCHIVE], /is missing/],
    [
      "half of a pair is missing",
      { [ARCHIVE]: "x" },
      [ARCHIVE, `${PREFIX}linux-x64.tar.xz`],
      /tar\.xz is missing/,
    ],
    ["one was not promised", { [ARCHIVE]: "x", other: "x" }, [ARCHIVE], /other was not promised/],
    ["one is empty", { [ARCHIVE]: "" }, [ARCHIVE], /is empty/],
    ["there is none", {}, undefined, /there is none/],
    [
      "one is of another version",
      { "node-v24.1.1-linux-x64.tar.gz": "x", [ARCHIVE]: "x" },
      undefined,
      /not promised/,
    ],
  ])("fails when %s", async (_, files, promised, message) => {
    const collecting = collectOutputs(folderWith(files), promised, PREFIX);
    await expect(collecting).rejects.toThrow(message);
    await expect(collecting).rejects.toMatchObject({ code: "ERR_RECIPE_OUTPUTS", failureClass: "build" });
  });

  it("fails when one is a folder", async () => {
    const folder = tempDir();
    mkdirSync(join(folder, ARCHIVE));
    await expect(collectOutputs(folder, [ARCHIVE], PREFIX)).rejects.toThrow(/is not a file/);
  });
});

it("sha256OfFile is the digest of its bytes", async () => {
  const folder = folderWith({ a: "" });
  expect(await sha256OfFile(join(folder, "a"))).toMatch(/^e3b0c44298fc1c14/);
});
