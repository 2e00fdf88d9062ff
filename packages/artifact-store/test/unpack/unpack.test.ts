import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unpack } from "../../src/unpack/unpack.js";
import { pieces } from "../helpers/bytes.js";
import { tar } from "../helpers/tar.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

describe("unpack", () => {
  test("writes files, directories and links of a tar.gz, whatever the size of the pieces", async () => {
    const archive = gzipSync(
      await tar([
        { name: "node/", type: "directory", mode: 0o755 },
        { name: "node/bin/node", mode: 0o755, content: "binary" },
        { name: "node/README.md", mode: 0o644, content: "read me" },
        { name: "node/bin/npm", type: "symlink", linkname: "../lib/npm.js" },
        { name: "node/lib/npm.js", mode: 0o644, content: "npm" },
        { name: "node/copy", type: "link", linkname: "node/README.md" },
      ]),
    );
    for (const size of [1, 100, 100_000]) {
      const into = join(temporaryDirectory(), "prefix");
      const summary = await unpack(pieces(archive, size), { into, stripComponents: 1 });
      expect(summary).toEqual({
        format: "tar.gz",
        entries: 5,
        files: 3,
        directories: 0,
        symlinks: 1,
        hardlinks: 1,
        skipped: 1,
        unpackedBytes: 16,
        archiveBytes: archive.length,
      });
      expect(readdirSync(into).sort()).toEqual(["README.md", "bin", "copy", "lib"]);
      expect(readFileSync(join(into, "bin/node"), "utf8")).toBe("binary");
      expect(statSync(join(into, "bin/node")).mode & 0o777).toBe(0o755);
      expect(readlinkSync(join(into, "bin/npm"))).toBe("../lib/npm.js");
      expect(statSync(join(into, "copy")).ino).toBe(statSync(join(into, "README.md")).ino);
    }
  });
});
