import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyFiles } from "../src/create-farm.js";
import { promoteBuild } from "../src/promote-build.js";
import { pushRelease } from "../src/push-release.js";
import { work } from "../src/work.js";
import { copyRecipe, isIdle, lacksCompiler, startFarm } from "./support/farms.js";

const version = "v24.1.0";
const { signal } = new AbortController();

describe.skipIf(lacksCompiler)("promoteBuild", () => {
  it("replaces by name and reason alone what another recipe's bytes are published under", {
    timeout: 120_000,
  }, async () => {
    const { farm, upstream, root } = await startFarm();
    await upstream.publish(version);
    const round = async (): Promise<void> => {
      await pushRelease(farm, { version, recipes: ["stand-in"] });
      await work(farm, {
        worker: "w",
        slots: 2,
        labels: [],
        signal,
        pollMs: 20,
        until: () => isIdle(farm.queue),
      });
    };
    await expect(promoteBuild(farm, { version, recipe: "stand-in", signal })).rejects.toMatchObject({
      code: "ERR_FARM_ARTIFACT",
    });
    await round();
    expect(await promoteBuild(farm, { version, recipe: "stand-in", signal })).toMatchObject({
      added: [],
      replaced: [],
    });
    const script =
      '#!/bin/sh\nset -eu\n. "$RECIPE/shared/node.sh"\nunpack_source\nexport CXXFLAGS=-O0\nmake_binary\n';
    copyRecipe(root, "stand-in", {}, script);
    await round();
    const { jobs } = await farm.queue.list({ states: ["failed"] });
    expect(jobs.map(({ kind, failureClass }) => [kind, failureClass])).toEqual([["promote", "build"]]);
    const replace = { by: "ada", reason: "compiled better" };
    const result = await promoteBuild(farm, { version, recipe: "stand-in", replace, signal });
    expect(result).toMatchObject({ added: [], replaced: [expect.any(String), expect.any(String)] });
    expect((await farm.tree.release(version))?.replaced[0]).toMatchObject(replace);
    rmSync(join(root, keyFiles.privateKey));
    await expect(promoteBuild(farm, { version, recipe: "stand-in", signal })).rejects.toMatchObject({
      code: "ERR_FARM_KEYS",
    });
  });
});
