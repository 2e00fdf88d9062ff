import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.js";
import { ArchiveError } from "../../src/errors.js";
import { filesOf, packed, utf8 } from "../support/packed.js";

const long = "long ".repeat(500);
const bytes = packed({ files: filesOf({ "a.js": "1", "long.txt": long, empty: "" }), entry: "a.js" });

const code = (run: () => unknown): unknown => {
  try {
    run();
    return "none";
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return error.code;
  }
};

describe("openArchive()", () => {
  it("gives each file alone", () => {
    const archive = openArchive(bytes);
    const found = archive.files.map((file) => [file.path, Buffer.from(archive.read(file)).toString()]);
    expect(found).toEqual([
      ["a.js", "1"],
      ["empty", ""],
      ["long.txt", long],
    ]);
    expect(archive.entry).toBe("a.js");
    archive.verify();
  });

  it("works on a view that begins anywhere", () => {
    const shifted = Buffer.concat([utf8("xyz"), bytes]).subarray(3);
    openArchive(shifted).verify();
  });

  it("refuses an archive that was cut, wherever", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(code(() => openArchive(bytes.subarray(0, length)))).toBe("ERR_ARCHIVE_MALFORMED");
    }
  });

  it("finds every change, in the index at once and in a file when it is asked to", () => {
    const plain = openArchive(bytes);
    const contents = plain.files.map((file) => Buffer.from(plain.read(file)));
    const places = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(places, ([at, change]) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        const found = code(() => openArchive(changed).verify());
        // A codec has bits that change nothing.
        const isSame = (): boolean => {
          const { files, read } = openArchive(changed);
          return files.every((file, i) => contents[i]?.equals(read(file)) === true);
        };
        expect(["ERR_ARCHIVE_MALFORMED", "ERR_ARCHIVE_DIGEST"].includes(String(found)) || isSame()).toBe(
          true,
        );
      }),
    );
  });
});
