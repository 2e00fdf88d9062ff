import { appendFile, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileSource } from "../../src/sea/byte-source.js";
import { bytesOf, utf8 } from "../support/sea.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "executable-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("fileSource()", () => {
  it.each(["", "some bytes"])("gives the bytes of a file: %j", async (text) => {
    const path = join(folder, "file");
    await writeFile(path, text);
    const source = await fileSource(path);
    expect(source.sizeBytes).toBe(text.length);
    expect(await bytesOf(source)).toEqual(utf8(text));
  });

  it.each([
    ["grows", (path: string) => appendFile(path, "more")],
    ["shrinks", (path: string) => truncate(path, 2)],
  ])("refuses a file that %s after it was looked at", async (_what, change) => {
    const path = join(folder, "file");
    await writeFile(path, "some bytes");
    const source = await fileSource(path);
    await change(path);
    await expect(bytesOf(source)).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_UNREADABLE",
      message: `cannot read ${path}: it changed its size while it was read`,
    });
  });

  it("says that a file is missing at once", async () => {
    await expect(fileSource(join(folder, "missing"))).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_UNREADABLE",
      cause: expect.objectContaining({ code: "ENOENT" }),
    });
  });
});
