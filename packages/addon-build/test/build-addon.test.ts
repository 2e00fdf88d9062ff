import { cpSync, existsSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type BuildAddonOptions, buildAddon } from "../src/build-addon.js";
import { parseRecipe } from "../src/recipe.js";
import { addonProject, C_SOURCE, CXX_SOURCE } from "./support/addon-project.js";
import { nodeDir } from "./support/node-dir.js";
import { host, target } from "./support/targets.js";
import { missing } from "./support/tools.js";

const node = { prefix: nodeDir, executable: process.execPath };

async function build(name: string, more: Partial<BuildAddonOptions> = {}) {
  const projectDir = addonProject({ "a.c": C_SOURCE });
  return await buildAddon({
    ...{ target: target(name), host, projectDir, moduleName: "a", outFile: join(projectDir, "a.node") },
    ...{ recipe: parseRecipe({ sources: ["a.c"] }), env: process.env, toolchain: "system" },
    nodeFor: async () => node,
    ...more,
  });
}

const noArm = missing("aarch64-linux-gnu-gcc");
const noZig = missing("zig");
const own = `${host.os}-${host.arch}`;

const noHeaders = existsSync(join(nodeDir, "include/node/node.h"))
  ? undefined
  : "this Node.js came without headers";
const noGyp = missing("make") ?? missing("python3") ?? missing("c++") ?? noHeaders;

/** node-addon-api's way of C++ exceptions is a target of its own. */
const BINDING = `{
  "targets": [
    {
      "target_name": "<(module_name)",
      "sources": ["b.cc"],
      "dependencies": ["<!(node -p \\"require('node-addon-api').targets\\"):node_addon_api_except"]
    }
  ]
}`;

describe("buildAddon", () => {
  it("builds for this machine and loads the addon", async () => {
    const { run, info } = await build(own, { napiVersion: 6 });
    expect(run).toMatchObject({ by: "native", node: process.version, exports: ["repeat"] });
    expect(info.arch).toBe(host.arch);
  });

  it.skipIf(noArm)(`says why an addon was not run ${noArm ?? ""}`, async () => {
    const nodeFor = async () => ({ prefix: nodeDir });
    expect((await build("linux-arm64-glibc", { load: false })).run).toEqual({ reason: "not asked for" });
    const { run } = await build("linux-arm64-glibc", { nodeFor });
    expect(run).toEqual({ reason: expect.stringMatching(/at hand|not installed|no C library/) });
  });

  it.skipIf(noZig)(
    `links with zig against the glibc that is chosen, for musl and for macOS ${noZig ?? ""}`,
    { timeout: 600_000 },
    async () => {
      const zig = { toolchain: "zig", load: false } as const;
      const glibc = await build("linux-x64-glibc", { ...zig, glibc: "2.17" });
      expect(glibc.info).toMatchObject({
        arch: "x64",
        libc: "glibc",
        glibcFloor: expect.stringMatching(/^2\.(\d|1[0-7])(\.|$)/),
      });
      expect((await build("linux-arm64-musl", zig)).info).toMatchObject({ arch: "arm64", libc: "musl" });
      expect((await build("darwin-arm64", zig)).info).toMatchObject({
        os: "darwin",
        arch: "arm64",
        isSigned: true,
        minimumOsVersion: expect.stringMatching(/^11\.0/),
      });
    },
  );

  it("needs sources", async () => {
    await expect(build(own, { recipe: undefined })).rejects.toMatchObject({
      code: "ERR_ADDON_SOURCES",
      message: expect.stringContaining("neither a binding.gyp nor binary.build"),
    });
  });

  it.skipIf(noGyp)(
    `puts nothing into the project's node_modules ${noGyp ?? ""}`,
    { timeout: 180_000 },
    async () => {
      const projectDir = addonProject({ "binding.gyp": BINDING, "b.cc": CXX_SOURCE });
      const dependency = join(projectDir, "node_modules/node-addon-api");
      const published = realpathSync(dependency);
      rmSync(dependency);
      cpSync(published, dependency, { recursive: true });
      await build(own, {
        projectDir,
        moduleName: "b",
        outFile: join(projectDir, "b.node"),
        recipe: undefined,
      });
      expect(readdirSync(dependency).sort()).toEqual(readdirSync(published).sort());
    },
  );
});
