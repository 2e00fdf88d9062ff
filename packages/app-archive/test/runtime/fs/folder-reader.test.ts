import { Dir } from "node:fs";
import { describe, expect, it } from "vitest";
import { FolderReader } from "../../../src/runtime/fs/folder-reader.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "a.txt": "", "b.txt": "" });
const open = (): FolderReader => new FolderReader(volume, "/snapshot");

describe("FolderReader", () => {
  it("is an fs.Dir that gives one entry after the other", async () => {
    const reader = open();
    expect(reader).toBeInstanceOf(Dir);
    expect([reader.readSync()?.name, (await reader.read())?.name, await reader.read()]).toEqual([
      "a.txt",
      "b.txt",
      null,
    ]);
    await reader.close();
  });

  it("calls back", async () => {
    const reader = open();
    const entry = await new Promise((resolve) => reader.read((_error, found) => resolve(found)));
    expect(entry).toMatchObject({ name: "a.txt" });
    expect(await new Promise((resolve) => reader.close(resolve))).toBeNull();
  });

  it("closes itself when it was iterated, and is of no use then", async () => {
    const reader = open();
    const names: string[] = [];
    for await (const { name } of reader) names.push(name);
    expect(names).toEqual(["a.txt", "b.txt"]);
    expect(() => reader.readSync()).toThrow(expect.objectContaining({ code: "ERR_DIR_CLOSED" }));
    expect(() => reader.closeSync()).toThrow("Directory handle was closed");
  });
});
