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
    expect(names("/snapshot")).toEqual({ app: "folder", "b.txt": "file" });
    expect(names("/snapshot/app/")).toEqual({ lib: "folder", "main.js": "file" });
    expect(names("/snapshot/x/../app/./lib")).toEqual({ "a.js": "file" });
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

  describe("with links", () => {
    const links = [
      { path: "lib", target: "app/lib" },
      { path: "app/again", target: "lib" },
      { path: "round", target: "about" },
      { path: "about", target: "round" },
      { path: "dangling", target: "none" },
    ];
    const files = filesOf({ "app/lib/a.js": "2" });
    const linked = createVolume(openArchive(packed({ files, links, entry: "app/lib/a.js" })), "linux");

    it.each(["/snapshot/lib/a.js", "/snapshot/app/again/a.js", "/snapshot/app/again/../lib/a.js"])(
      "finds through %s what it leads to",
      (path) => {
        expect(linked.find(path)).toMatchObject({ kind: "file", path: "/snapshot/app/lib/a.js" });
      },
    );

    it.each(["/snapshot/round", "/snapshot/about/a.js", "/snapshot/dangling"])(
      "finds nothing at %s",
      (path) => {
        expect(linked.find(path)).toBe("missing");
      },
    );

    it("finds a link itself where it is asked for", () => {
      const link = { kind: "link", path: "/snapshot/app/again", target: "/snapshot/lib" };
      expect(linked.findLink("/snapshot/app/again")).toEqual(link);
      expect(linked.findLink("/snapshot/app/again/a.js")).toMatchObject({ kind: "file" });
    });
  });

  it("has paths of the system mounted", () => {
    const mounted = createVolume(archive, "linux");
    mounted.mount("/snapshot/plugins", "/opt/plugins");
    mounted.mount(/^\/snapshot\/(\w+)-data/, "/srv/$1");
    expect(mounted.mounted("/snapshot/plugins/a.js")).toBe("/opt/plugins/a.js");
    expect(mounted.mounted("/snapshot/plugins")).toBe("/opt/plugins");
    expect(mounted.mounted("/snapshot/my-data/x")).toBe("/srv/my/x");
    expect(mounted.mounted("/snapshot/plugins2/a.js")).toBeUndefined();
  });
});
