import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renameStubbornly, syncDirectory, syncTree } from "../../src/files/durable.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

describe("syncDirectory", () => {
  test("flushes a directory, and fails for what is missing", async () => {
    const root = temporaryDirectory();
    await syncDirectory(root);
    await expect(syncDirectory(join(root, "missing"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("syncTree", () => {
  test("reaches every file, also those that only their owner may read, and changes nothing", async () => {
    const root = temporaryDirectory();
    for (let i = 0; i < 40; i += 1) {
      mkdirSync(join(root, `d${i % 3}`), { recursive: true });
      writeFileSync(join(root, `d${i % 3}/f${i}`), String(i), { mode: i % 2 === 0 ? 0o600 : 0o444 });
    }
    symlinkSync(".", join(root, "d0/itself"));
    symlinkSync("/proc", join(root, "d1/elsewhere"));
    symlinkSync("nowhere", join(root, "d2/nowhere"));
    await syncTree(root);
    expect(readFileSync(join(root, "d0/f39"), "utf8")).toBe("39");
  });
});

describe("renameStubbornly", () => {
  test("renames, and does not insist where that is hopeless", async () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "a"), "content");
    await renameStubbornly(join(root, "a"), join(root, "b"));
    expect(readFileSync(join(root, "b"), "utf8")).toBe("content");
    await expect(renameStubbornly(join(root, "a"), join(root, "c"))).rejects.toMatchObject({
      code: "ENOENT",
    });
  });
});
