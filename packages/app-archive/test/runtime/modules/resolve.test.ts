import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../../src/archive/open-archive.js";
import { resolveInVolume } from "../../../src/runtime/modules/resolve.js";
import { createVolume } from "../../../src/runtime/volume.js";
import { filesOf, packed } from "../../support/packed.js";

const files = {
  "package.json":
    '{"name":"self","exports":{"./part":"./lib/part.js"},"imports":{"#a":"./lib/part.js","#dep":"pkg"}}',
  "main.js": "",
  "lib/part.js": "",
  "lib/index.js": "",
  "lib/data.json": "{}",
  "lib/esm/package.json": '{"type":"module"}',
  "lib/esm/a.js": "",
  "lib/both.js": "",
  "lib/both/index.js": "",
  "node_modules/pkg/package.json": '{"main":"lib"}',
  "node_modules/pkg/lib/index.js": "",
  "node_modules/pkg/deep.js": "",
  "node_modules/plain/index.js": "",
  "node_modules/closed/package.json":
    '{"exports":{".":{"import":"./i.mjs","module-sync":"./m.js","require":"./r.js"},"./f/*":"./src/*.js","./gone":"./gone.js"}}',
  "node_modules/closed/i.mjs": "",
  "node_modules/closed/m.js": "",
  "node_modules/closed/r.js": "",
  "node_modules/closed/src/x.js": "",
};
const volume = createVolume(openArchive(packed({ files: filesOf(files), entry: "main.js" })), "linux");

const specifiers = [
  ...[
    ".",
    "..",
    "./",
    "../",
    "./lib",
    "./lib/",
    "./lib/both",
    "./lib/both/",
    "../lib/both",
    "./both",
    "./both/.",
  ],
  ...[
    "./part",
    "./part.js",
    "./data",
    "./data.json",
    "./index",
    "pkg",
    "pkg/deep",
    "pkg/deep.js",
    "pkg/lib",
    "pkg/",
  ],
  ...[
    "plain",
    "plain/index",
    "closed",
    "closed/",
    "closed/f/x",
    "closed/f/y",
    "closed/gone",
    "closed/package.json",
  ],
  ...["self", "self/part", "#a", "#dep", "#none", "none", "@none/none", "./none"],
];

function answerOf(resolve: () => string | undefined): string | undefined {
  try {
    return resolve();
  } catch {
    return undefined;
  }
}

const REQUIRE = ["require", "node", "node-addons"];
const IMPORT = ["import", "node", "node-addons"];

const found = (
  specifier: string,
  conditions: readonly string[],
  parent = "/snapshot/main.js",
): string | undefined =>
  answerOf(() => resolveInVolume(volume, { specifier, parent, conditions }))?.replace("/snapshot/", "");

describe.skipIf(process.platform === "win32")(
  "resolveInVolume() (skipped on Windows, whose paths differ)",
  () => {
    it.each([
      ["./lib/part", "lib/part.js", undefined],
      ["./lib/part.js", "lib/part.js", "lib/part.js"],
      ["./lib/data", "lib/data.json", undefined],
      ["./lib", "lib/index.js", undefined],
      ["./lib/both", "lib/both.js", undefined],
      ["./lib/both/", "lib/both/index.js", undefined],
      ["/snapshot/lib/part.js", "lib/part.js", "lib/part.js"],
      ["pkg", "node_modules/pkg/lib/index.js", "node_modules/pkg/lib/index.js"],
      ["pkg/deep", "node_modules/pkg/deep.js", undefined],
      ["plain", "node_modules/plain/index.js", "node_modules/plain/index.js"],
      ["closed", "node_modules/closed/r.js", "node_modules/closed/i.mjs"],
      ["closed/f/x", "node_modules/closed/src/x.js", "node_modules/closed/src/x.js"],
      ["closed/src/x.js", undefined, undefined],
      ["closed/gone", undefined, undefined],
      ["self/part", "lib/part.js", "lib/part.js"],
      ["#a", "lib/part.js", "lib/part.js"],
      ["#dep", "node_modules/pkg/lib/index.js", "node_modules/pkg/lib/index.js"],
      ["#none", undefined, undefined],
      ["none", undefined, undefined],
      ["./none", undefined, undefined],
    ])("%s is %s to require and %s to import", (specifier, required, imported) => {
      expect([found(specifier, REQUIRE), found(specifier, IMPORT)]).toEqual([required, imported]);
    });

    it("finds what this Node.js finds on a disk, from every file", () => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), "app-archive-")));
      try {
        for (const [path, text] of Object.entries(files)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
        for (const parent of Object.keys(files)) {
          const { resolve } = createRequire(join(folder, parent));
          for (const specifier of specifiers) {
            const wanted = answerOf(() => resolve(specifier));
            const conditions = ["module-sync", ...REQUIRE];
            const ours = found(specifier, conditions, join("/snapshot", parent));
            expect(ours, `${specifier} from ${parent}`).toBe(wanted?.slice(folder.length + 1));
          }
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it("takes the conditions of who asks, in the package's order", () => {
      expect(found("closed", ["module-sync", ...REQUIRE])).toBe("node_modules/closed/m.js");
      expect(found("closed", ["other"])).toBeUndefined();
    });
  },
);
