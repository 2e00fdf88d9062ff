import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.js";
import { writeArchive } from "../../src/archive/write-archive.js";
import { filesOf, packed, utf8 } from "../support/packed.js";

describe("writeArchive()", () => {
  const files = filesOf({ "b.js": "b".repeat(1000), "a/x.js": "x", "a.js": "1" });

  it("gives the same bytes whatever the order of the files, and knows how many", () => {
    const bytes = packed({ files, entry: "a.js" });
    expect(packed({ files: [...files].reverse(), entry: "a.js" })).toEqual(bytes);
    expect(writeArchive({ files, entry: "a.js" }).sizeBytes).toBe(bytes.length);
  });

  it("stores what does not become smaller as it is", () => {
    const archive = openArchive(packed({ files, entry: "a.js", compression: "brotli" }));
    expect(archive.files.map(({ path, compression }) => [path, compression])).toEqual([
      ["a.js", "none"],
      ["a/x.js", "none"],
      ["b.js", "brotli"],
    ]);
  });

  it("keeps permissions, 0o644 unless said", () => {
    const some = [{ path: "a", bytes: utf8("a"), mode: 0o755 }, ...filesOf({ b: "b" })];
    expect(openArchive(packed({ files: some, entry: "a" })).files.map(({ mode }) => mode)).toEqual([
      0o755, 0o644,
    ]);
  });

  it.each([
    ["../a", "it is no plain path"],
    ["a.js", "two files have it"],
  ])("refuses %j", (path, why) => {
    const wrong = [...files, { path, bytes: utf8("") }];
    expect(() => writeArchive({ files: wrong, entry: "a.js" })).toThrow(
      expect.objectContaining({ code: "ERR_ARCHIVE_PATH", message: expect.stringContaining(why) }),
    );
  });

  it("refuses an entry that is none of the files", () => {
    expect(() => writeArchive({ files, entry: "c.js" })).toThrow(
      'cannot pack "c.js": the entry is none of the files',
    );
  });
});
