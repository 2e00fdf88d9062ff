import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sweepParts, writePartFile } from "../../src/files/part-file.js";
import { ownIdentity, ownToken } from "../../src/files/process-identity.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const write = (text: string) => (handle: FileHandle) => handle.writeFile(text);
const deadToken = (): string => `${ownIdentity().scope}-${2 ** 22 + 1}-1-0123456789ab`;
const foreignToken = (): string => ownToken().replace(/^.{12}/, "0123456789ab");

describe("writePartFile", () => {
  test("shows the file when it is whole, with parents and mode", async () => {
    const root = temporaryDirectory();
    const path = join(root, "a/b/file");
    const result = await writePartFile(
      path,
      async (handle) => {
        await handle.writeFile("content");
        expect(existsSync(path)).toBe(false);
        return 7;
      },
      { mode: 0o640 },
    );
    expect(result).toBe(7);
    expect(readFileSync(path, "utf8")).toBe("content");
    expect(statSync(path).mode & 0o777).toBe(0o640 & ~process.umask());
    expect(readdirSync(join(root, "a/b"))).toEqual(["file"]);
  });

  test("leaves the old file and nothing else when writing or committing fails", async () => {
    const root = temporaryDirectory();
    const path = join(root, "file");
    await writePartFile(path, write("old"));
    await expect(writePartFile(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    const commit = (): Promise<void> => Promise.reject(new Error("not now"));
    await expect(writePartFile(path, write("new"), { commit })).rejects.toThrow("not now");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(root)).toEqual(["file"]);
  });

  test("keeps parts elsewhere where that is asked for, and clears all dead ones there", async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, "tmp"));
    writeFileSync(join(root, `tmp/.other.${deadToken()}.part`), "");
    const names: string[] = [];
    await writePartFile(
      join(root, "file"),
      async () => {
        names.push(...readdirSync(join(root, "tmp")));
      },
      { partDirectory: join(root, "tmp") },
    );
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^\.file\..*\.part$/);
    expect(readdirSync(join(root, "tmp"))).toEqual([]);
  });

  test("ERR_ARTIFACT_EXISTS: a directory stands there", async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, "file/full"), { recursive: true });
    const error = await writePartFile(join(root, "file"), write("x")).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^ERR_ARTIFACT_(?:EXISTS|IO)$/),
      path: join(root, "file"),
    });
    expect(readdirSync(root)).toEqual(["file"]);
  });
});

describe("sweepParts", () => {
  test("removes parts of dead processes, and of silent hosts after a day, and nothing else", async () => {
    const root = temporaryDirectory();
    const put = (name: string, ageMs = 0): string => {
      writeFileSync(join(root, name), "");
      const time = (Date.now() - ageMs) / 1000;
      utimesSync(join(root, name), time, time);
      return name;
    };
    const day = 24 * 60 * 60_000;
    put(`.file.${deadToken()}.part`);
    put(`.file.lock.${deadToken()}.new`);
    put(`.file.${foreignToken()}.part`, day + 60_000);
    const kept = [
      put(`.file.${ownToken()}.part`, 2 * day),
      put(`.file.${foreignToken()}.part`, day - 60_000),
      put(`.other.${deadToken()}.part`),
      put(".file.download.part", 2 * day),
      put("file"),
    ];
    await sweepParts(root, ".file.");
    expect(readdirSync(root).sort()).toEqual([...kept].sort());
  });

  test("a missing directory is an error", async () => {
    await expect(sweepParts(join(temporaryDirectory(), "missing"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
