import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packStandInSource } from "../src/pack-stand-in.js";
import { recipesRoot } from "./support/recipes.js";
import { lacks } from "./support/runners.js";
import { tempDir } from "./support/temporary.js";

const recipe = join(recipesRoot, "stand-in");

describe.skipIf(lacks.compiler)("packStandInSource (skipped without xz)", () => {
  it("makes the source archive of a release, of the same bytes each time", async () => {
    const directory = tempDir();
    const first = await packStandInSource({ recipe, version: "v22.3.1", directory });
    expect(first.path).toBe(join(directory, "node-v22.3.1.tar.xz"));
    const header = execFileSync("tar", ["-xOf", first.path, "node-v22.3.1/src/node_version.h"], {
      encoding: "utf8",
    });
    expect(header).toMatch(/MAJOR_VERSION 22\n.*MINOR_VERSION 3\n.*PATCH_VERSION 1\n/);
    expect(header).toContain("#define NODE_MODULE_VERSION 127");
    const second = await packStandInSource({ recipe, version: "22.3.1", directory: tempDir() });
    expect(second.sha256).toBe(first.sha256);
  });
});
