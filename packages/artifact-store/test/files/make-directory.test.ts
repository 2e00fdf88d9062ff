import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeDirectory } from "../../src/files/make-directory.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { noMount, tmpfs } from "../helpers/tmpfs.js";

describe("makeDirectory", () => {
  test("makes what is missing and says where that begins", async () => {
    const root = temporaryDirectory();
    expect(await makeDirectory(join(root, "a/b/c"))).toBe(join(root, "a"));
    expect(await makeDirectory(join(root, "a/b/d"))).toBe(join(root, "a/b/d"));
    expect(await makeDirectory(join(root, "a/b/c"))).toBeUndefined();
    expect(statSync(join(root, "a/b/c")).isDirectory()).toBe(true);
  });

  test("takes a link to a directory for one", async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, "real"));
    symlinkSync("real", join(root, "link"));
    expect(await makeDirectory(join(root, "link"))).toBeUndefined();
  });

  test("makes one directory from many callers at once", async () => {
    const path = join(temporaryDirectory(), "a/b/c/d");
    await Promise.all(Array.from({ length: 20 }, () => makeDirectory(path)));
    expect(statSync(path).isDirectory()).toBe(true);
  });

  test("ERR_ARTIFACT_EXISTS: a file stands there; ERR_ARTIFACT_IO: it stands in the way", async () => {
    const file = join(temporaryDirectory(), "file");
    writeFileSync(file, "");
    await failure(makeDirectory(file), "ERR_ARTIFACT_EXISTS");
    await failure(makeDirectory(join(file, "below")), "ERR_ARTIFACT_IO");
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_READ_ONLY, also below what is missing ${noMount ?? ""}`, async () => {
    const disk = tmpfs("ro");
    await failure(makeDirectory(join(disk, "a/b")), "ERR_ARTIFACT_READ_ONLY");
    expect(await makeDirectory(disk)).toBeUndefined();
  });
});
