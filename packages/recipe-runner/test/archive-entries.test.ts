import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readArchiveEntries } from "../src/archive-entries.js";
import { writeTarGz, writeTarXz } from "./support/archives.js";
import { lacks } from "./support/runners.js";
import { tempDir } from "./support/temporary.js";

const files = {
  "node/bin/": { type: "directory", mode: 0o755 },
  "node/bin/node": { content: "hello", mode: 0o755, uid: 1000, gid: 100, mtime: new Date(86_400_000) },
  "node/bin/link": { type: "symlink", linkname: "node" },
} as const;

describe("readArchiveEntries", () => {
  it("reads what is compressed by gzip", async () => {
    const path = join(tempDir(), "a.tar.gz");
    await writeTarGz(path, files);
    const entries = await readArchiveEntries(path);
    expect([...(entries?.keys() ?? [])]).toEqual(Object.keys(files));
    expect(entries?.get("node/bin/node")).toEqual({
      type: "file",
      mode: 0o755,
      owner: "1000:100",
      modifiedAt: "1970-01-02T00:00:00.000Z",
      link: "",
      sizeBytes: 5,
      sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    });
    expect(entries?.get("node/bin/link")).toMatchObject({ type: "symlink", link: "node" });
  });

  it.skipIf(lacks.compiler)("reads what is compressed by xz (skipped without xz)", async () => {
    const path = join(tempDir(), "a.tar.xz");
    await writeTarXz(path, files);
    expect((await readArchiveEntries(path))?.get("node/bin/node")?.sizeBytes).toBe(5);
  });

  it("reads no other file, and fails for a damaged one", async () => {
    const path = join(tempDir(), "a");
    writeFileSync(path, "hello");
    expect(await readArchiveEntries(path)).toBeUndefined();
    writeFileSync(path, Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5]));
    await expect(readArchiveEntries(path)).rejects.toThrow();
  });
});
