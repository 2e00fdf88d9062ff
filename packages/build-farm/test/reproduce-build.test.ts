import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reproduceBuild } from "../src/reproduce-build.js";
import { copyRecipe, lacksCompiler, startFarm } from "./support/farms.js";

const version = "v24.1.0";
const { signal } = new AbortController();
const log = (): void => undefined;

describe.skipIf(lacksCompiler)("reproduceBuild", () => {
  it("tells a build that comes out the same from one that does not", { timeout: 120_000 }, async () => {
    const { farm, upstream, root } = await startFarm();
    await upstream.publish(version);
    const same = await reproduceBuild(farm, { version, recipe: "stand-in-headers", log, signal });
    expect(same).toMatchObject({ identical: true });
    const script =
      '#!/bin/sh\nset -eu\n. "$RECIPE/shared/node.sh"\nunpack_source\ndate +%N >>README.md\nmake_binary\n';
    copyRecipe(root, "stand-in", { smoke: [] }, script);
    const { identical, files } = await reproduceBuild(farm, { version, recipe: "stand-in", log, signal });
    expect(identical).toBe(false);
    expect(files[0]?.differences.map(({ path, what }) => `${what} ${path.split("/").pop()}`)).toContain(
      "content README.md",
    );
    expect(readdirSync(join(root, "work"))).toEqual([]);
    const none = reproduceBuild(farm, { version: "v24.2.0", recipe: "stand-in", log, signal });
    await expect(none).rejects.toMatchObject({ code: "ERR_FARM_UPSTREAM" });
  });
});
