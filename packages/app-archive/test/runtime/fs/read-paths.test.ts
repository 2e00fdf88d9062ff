import { describe, expect, it } from "vitest";
import {
  contentOf,
  fileBytes,
  isFolderError,
  isThere,
  openAsBlob,
  readPaths,
} from "../../../src/runtime/fs/read-paths.js";
import { createStatsOf } from "../../../src/runtime/fs/stats.js";
import { thrown, volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "a/b.txt": "grüße" }, { "a/link": "a/b.txt", gone: "none" });
const reads = readPaths(volume, createStatsOf(process.execPath), process.execPath);

describe("readPaths()", () => {
  it("reads links as they would be read on a disk", () => {
    expect(reads.readlink?.("/snapshot/a/link")).toBe("b.txt");
    expect(reads.realpath?.("/snapshot/a/link")).toBe("/snapshot/a/b.txt");
    expect(thrown(() => reads.readlink?.("/snapshot/a/b.txt"))).toBe("EINVAL readlink /snapshot/a/b.txt");
  });

  it("has the rights that the file's mode gives, but for writing", () => {
    expect(thrown(() => reads.access?.("/snapshot/a/b.txt"))).toBe("nothing");
    expect(thrown(() => reads.access?.("/snapshot/a/b.txt", 1))).toBe("EACCES access /snapshot/a/b.txt");
    expect(thrown(() => reads.access?.("/snapshot/a", 2))).toBe("EROFS access /snapshot/a");
  });

  it("gives each reader bytes of its own", () => {
    const first = reads.readFile?.("/snapshot/a/b.txt") as Buffer;
    first.fill(0);
    expect(reads.readFile?.("/snapshot/a/b.txt", "utf8")).toBe("grüße");
  });

  it("asks the executable's disk for the size of the file system", () => {
    expect(reads.statfs?.("/snapshot/a")).toHaveProperty("blocks");
  });
});

it("isThere() follows links", () => {
  expect(["a/link", "a", "gone", "a/b.txt/"].map((path) => isThere(volume, `/snapshot/${path}`))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it("contentOf() is a copy, or text", () => {
  const bytes = fileBytes(volume, "/snapshot/a/b.txt");
  expect([contentOf(bytes, "utf8"), contentOf(bytes, { encoding: "hex" })]).toEqual([
    "grüße",
    "6772c3bcc39f65",
  ]);
  expect((contentOf(bytes, undefined) as Buffer).buffer).not.toBe(bytes.buffer);
});

it("a folder cannot be read: isFolderError() has no path, as Node's own", () => {
  expect(isFolderError()).toMatchObject({
    message: "EISDIR: illegal operation on a directory, read",
    code: "EISDIR",
  });
  expect(() => fileBytes(volume, "/snapshot/a")).toThrow("EISDIR");
});

it("openAsBlob() has the file's bytes", async () => {
  expect(await openAsBlob(volume, "/snapshot/a/b.txt", { type: "text/plain" }).text()).toBe("grüße");
});
