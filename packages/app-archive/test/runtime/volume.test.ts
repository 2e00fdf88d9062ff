import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.js";
import { createVolume } from "../../src/runtime/volume.js";
import { filesOf, packed } from "../support/packed.js";

const archive = openArchive(
  packed({ files: filesOf({ "app/main.js": "1", "app/lib/a.js": "2", "b.txt": "3" }), entry: "app/main.js" }),
);

describe("createVolume()", () => {
  const volume = createVolume(archive, "linux");

  it("has the files below /snapshot, and the folders that they make", () => {
    expect(volume.entry).toBe("/snapshot/app/main.js");
    const names = (path: string): unknown => {
      const found = volume.find(path);
      return typeof found === "object" && found.kind === "folder" ? Object.fromEntries(found.names) : found;
    };
    expect(names("/snapshot")).toEqual({ app: true, "b.txt": false });
    expect(names("/snapshot/app/")).toEqual({ lib: true, "main.js": false });
    expect(names("/snapshot/x/../app/./lib")).toEqual({ "a.js": false });
  });

  it("reads a file", () => {
    const found = volume.find("/snapshot/app/../b.txt");
    if (typeof found !== "object" || found.kind !== "file") throw new Error("no file");
    expect(Buffer.from(volume.read(found)).toString()).toBe("3");
    expect(volume.read(found)).toBe(volume.read(found));
  });

  it.each(["/snapshot/none", "/snapshot/b.txt/c", "/snapshot/App"])("has nothing at %s", (path) => {
    expect(volume.find(path)).toBe("missing");
  });

  it.each(["/", "/snapshots", "/etc/passwd", "/snapshot/../etc", "/a/snapshot"])(
    "leaves %s to the system",
    (path) => {
      expect(volume.find(path)).toBeUndefined();
    },
  );

  it("is below C:\\\\snapshot on Windows", () => {
    const windows = createVolume(archive, "win32");
    expect(windows.entry).toBe("C:\\snapshot\\app\\main.js");
    expect(windows.find("c:/snapshot/app/lib/a.js")).toMatchObject({ kind: "file" });
    expect(windows.find("D:\\snapshot\\b.txt")).toBeUndefined();
  });
});
