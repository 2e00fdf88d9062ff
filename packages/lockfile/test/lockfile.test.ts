import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatLockfile, parseLockfile, readLockfile, writeLockfile } from "../src/lockfile.js";
import { archive, lockOf } from "./samples.js";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lock-"));
  path = join(folder, "nodewright.lock");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a lockfile", () => {
  it("is read back as it was written, with its targets in order", async () => {
    await writeLockfile(path, lockOf());
    expect(await readLockfile(path)).toEqual(lockOf());
    const text = await readFile(path, "utf8");
    expect(text.endsWith("}\n")).toBe(true);
    expect(Object.keys(JSON.parse(text).targets)).toEqual(["linux-x64-glibc", "win32-x64"]);
    const other = lockOf({ targets: Object.fromEntries(Object.entries(lockOf().targets).reverse()) });
    expect(formatLockfile(other)).toBe(text);
    expect(await readdir(folder)).toEqual(["nodewright.lock"]);
  });

  it("is left alone where it says the same already", async () => {
    await writeLockfile(path, lockOf());
    const before = await stat(path);
    await writeLockfile(path, lockOf());
    expect((await stat(path)).ino).toBe(before.ino);
  });

  it("may be absent", async () => {
    expect(await readLockfile(path)).toBeUndefined();
  });

  it("passes over evidence that a later version has written", () => {
    const files = [{ ...archive, evidence: [{ kind: "oracle" }, ...archive.evidence] }];
    const source = { kind: "dist", name: "https://nodejs.org/dist" };
    const text = JSON.stringify({ ...lockOf(), targets: { "linux-x64-glibc": { source, files } } });
    expect(parseLockfile(text, "x").targets["linux-x64-glibc"]?.files[0]).toEqual(archive);
  });
});

describe("a lockfile that cannot be read", () => {
  const withFile = (more: object): string =>
    JSON.stringify({
      ...lockOf(),
      targets: {
        "linux-x64-glibc": { source: { kind: "dist", name: "x" }, files: [{ ...archive, ...more }] },
      },
    });

  it.each([
    ["{", /cannot be read: SyntaxError/],
    ["<<<<<<< HEAD\n{}\n", /it has merge conflicts/],
    ["[]", /it: /],
    [JSON.stringify({ ...lockOf(), lockfileVersion: 2 }), /lockfileVersion: /],
    [JSON.stringify({ ...lockOf(), version: "24" }), /version: is no version/],
    [
      withFile({ digest: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }),
      /targets\.linux-x64-glibc\.files\.0\.digest: /,
    ],
    [withFile({ digest: "" }), /files\.0\.digest: /],
    [withFile({ url: "file:///etc/passwd" }), /files\.0\.url: /],
    [withFile({ name: "../x" }), /files\.0\.name: /],
  ])("says what is wrong (%#)", (text, message) => {
    expect(() => parseLockfile(text, "p/nodewright.lock")).toThrow(
      expect.objectContaining({ code: "ERR_LOCK_FILE", message: expect.stringMatching(message) }),
    );
  });

  it("is no absent one", async () => {
    await mkdir(path);
    await expect(readLockfile(path)).rejects.toMatchObject({ code: "ERR_LOCK_FILE" });
    await rm(path, { recursive: true });
    await writeFile(path, "\0");
    await expect(readLockfile(path)).rejects.toMatchObject({ code: "ERR_LOCK_FILE" });
  });
});
