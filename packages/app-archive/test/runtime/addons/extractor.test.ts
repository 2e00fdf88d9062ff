import { existsSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../../src/archive/open-archive.js";
import { createExtractor, type Extract } from "../../../src/runtime/addons/extractor.js";
import { createVolume } from "../../../src/runtime/volume.js";
import { filesOf, packed } from "../../support/packed.js";
import { inFolder } from "../../support/run-app.js";

const texts = {
  "main.js": "",
  "node_modules/.pnpm/a/node_modules/@s/a/lib/a.node": "addon",
  "node_modules/.pnpm/b/node_modules/@s/b/lib/b.so": "library",
};
const links = [
  { path: "node_modules/.pnpm/a/node_modules/@s/b", target: "node_modules/.pnpm/b/node_modules/@s/b" },
];
const archive = openArchive(packed({ files: filesOf(texts), links, entry: "main.js" }));
const addon = "/snapshot/node_modules/.pnpm/a/node_modules/@s/a/lib/a.node";
const create = (cache: string | undefined): Extract =>
  createExtractor(createVolume(archive, "linux"), archive, cache);

describe.skipIf(process.platform === "win32")(
  "createExtractor() (skipped on Windows, whose paths differ)",
  () => {
    it("keeps the layout: an addon finds its libraries by the paths that it knows", async () => {
      await inFolder((folder) => {
        const path = create(join(folder, "cache"))(addon) ?? "";
        expect(readFileSync(path, "utf8")).toBe("addon");
        expect(readFileSync(join(dirname(path), "../../b/lib/b.so"), "utf8")).toBe("library");
        expect(readlinkSync(join(dirname(path), "../../b"))).toBe("../../../b/node_modules/@s/b");
      });
    });

    it("extracts once for all runs, and repairs what was changed", async () => {
      await inFolder((folder) => {
        const first = create(folder)(addon) ?? "";
        writeFileSync(first, "changed");
        writeFileSync(join(dirname(first), "../../b/lib/b.so"), "changed");
        expect(create(folder)(addon)).toBe(first);
        expect([
          readFileSync(first, "utf8"),
          readFileSync(join(dirname(first), "../../b/lib/b.so"), "utf8"),
        ]).toEqual(["addon", "library"]);
      });
    });

    it("has a place for this process where no cache can be", async () => {
      await inFolder((folder) => {
        writeFileSync(join(folder, "file"), "");
        for (const cache of [undefined, join(folder, "file", "cache")]) {
          const path = create(cache)(addon) ?? "";
          expect(relative(folder, path)).toMatch(/^\.\./);
          expect(existsSync(path)).toBe(true);
          const [own = ""] = relative(tmpdir(), path).split("/");
          expect(own).toMatch(/^nodewright-/);
          rmSync(join(tmpdir(), own), { recursive: true });
        }
      });
    });

    it.each(["/etc/passwd", "/snapshot/none.node", "/snapshot"])("has nothing to do with %s", (path) => {
      expect(create(undefined)(path)).toBeUndefined();
    });
  },
);
