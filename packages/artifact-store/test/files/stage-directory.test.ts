import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stageDirectory } from "../../src/files/stage-directory.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

describe("stageDirectory", () => {
  test("puts the whole directory in place and leaves nothing beside it", async () => {
    const root = temporaryDirectory();
    const result = await stageDirectory(join(root, "a/b/prefix"), async (stage) => {
      writeFileSync(join(stage, "file"), "content");
      expect(existsSync(join(root, "a/b/prefix"))).toBe(false);
      return 7;
    });
    expect(result).toBe(7);
    expect(readdirSync(join(root, "a/b"))).toEqual(["prefix"]);
    expect(readFileSync(join(root, "a/b/prefix/file"), "utf8")).toBe("content");
  });

  test("leaves nothing behind when the work fails, not even the parents it made", async () => {
    const root = temporaryDirectory();
    const failing = stageDirectory(join(root, "a/b/prefix"), async (stage) => {
      mkdirSync(join(stage, "some"));
      throw new Error("no luck");
    });
    await expect(failing).rejects.toThrow("no luck");
    expect(readdirSync(root)).toEqual([]);
  });
});
