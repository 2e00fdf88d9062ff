import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFileAtomic } from "../../src/files/write-file-atomic.js";
import { child } from "../helpers/child.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { noMount, tmpfs } from "../helpers/tmpfs.js";

describe("writeFileAtomic", () => {
  test("writes text and bytes, makes parents, replaces", async () => {
    const root = temporaryDirectory();
    const path = join(root, "a/file");
    await writeFileAtomic(path, "größe", { mode: 0o600 });
    expect(readFileSync(path, "utf8")).toBe("größe");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await writeFileAtomic(path, new Uint8Array([1, 2]));
    expect([...readFileSync(path)]).toEqual([1, 2]);
    expect(readdirSync(join(root, "a"))).toEqual(["file"]);
  });

  test("readers see the old or the new content, while two processes write", async () => {
    const root = temporaryDirectory();
    const path = join(root, "file");
    const code = `
      const text = args[1].repeat(200000);
      report("ready");
      for (let i = 0; i < 25; i += 1) await store.writeFileAtomic(args[0], text);`;
    const writers = [child(code, path, "a"), child(code, path, "b")];
    let isDone = false;
    const ended = Promise.all(writers.map(({ exit }) => exit)).then((exits) => {
      isDone = true;
      return exits;
    });
    writeFileSync(path, "a".repeat(200_000));
    const seen = new Set<string>();
    while (!isDone) {
      const text = readFileSync(path, "utf8");
      seen.add(`${text.length} ${new Set(text).size}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect([...seen]).toEqual(["200000 1"]);
    expect((await ended).map(({ code: exitCode }) => exitCode)).toEqual([0, 0]);
    expect(readdirSync(root)).toEqual(["file"]);
  });

  test("ERR_ARTIFACT_ABORTED: called off", async () => {
    const root = temporaryDirectory();
    await failure(
      writeFileAtomic(join(root, "file"), "x", { signal: AbortSignal.abort() }),
      "ERR_ARTIFACT_ABORTED",
    );
    expect(readdirSync(root)).toEqual([]);
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_DISK_FULL leaves the old file ${noMount ?? ""}`, async () => {
    const disk = tmpfs("size=256k");
    await writeFileAtomic(join(disk, "file"), "old");
    await failure(writeFileAtomic(join(disk, "file"), "x".repeat(1_000_000)), "ERR_ARTIFACT_DISK_FULL");
    expect(readFileSync(join(disk, "file"), "utf8")).toBe("old");
    expect(readdirSync(disk)).toEqual(["file"]);
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_READ_ONLY ${noMount ?? ""}`, async () => {
    const error = await failure(writeFileAtomic(join(tmpfs("ro"), "file"), "x"), "ERR_ARTIFACT_READ_ONLY");
    expect(error.message).toContain("file");
  });
});
