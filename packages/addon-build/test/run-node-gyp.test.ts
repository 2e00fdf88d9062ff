import { existsSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "@nodewright/executable";
import { describe, expect, it } from "vitest";
import { findNodeGyp } from "../src/find-node-gyp.js";
import { runNodeGyp } from "../src/run-node-gyp.js";
import { findToolchain } from "../src/toolchain/find-toolchain.js";
import { addonProject, CXX_SOURCE } from "./support/addon-project.js";
import { nodeDir } from "./support/node-dir.js";
import { host, target } from "./support/targets.js";
import { missing } from "./support/tools.js";

const BINDING = `{
  "targets": [
    {
      "target_name": "<(module_name)",
      "sources": ["b.cc"],
      "include_dirs": ["<!(node -p \\"require('node-addon-api').include_dir\\")"],
      "cflags_cc!": ["-fno-exceptions"],
      "defines": ["NAPI_CPP_EXCEPTIONS", "LEVEL=<(level)"]
    },
    {
      "target_name": "copy",
      "type": "none",
      "dependencies": ["<(module_name)"],
      "copies": [{ "files": ["<(PRODUCT_DIR)/<(module_name).node"], "destination": "<(module_path)" }]
    }
  ]
}`;

const noHeaders = existsSync(join(nodeDir, "include/node/node.h"))
  ? undefined
  : "this Node.js came without headers";
const noGyp = missing("make") ?? missing("python3") ?? missing("aarch64-linux-gnu-g++") ?? noHeaders;

async function build(name: string, source: string) {
  const projectDir = addonProject({ "binding.gyp": BINDING, "b.cc": source, "build/stage/kept.txt": "" });
  const wanted = target(name);
  const env = { ...process.env, npm_config_arch: "ia32", npm_config_nodedir: "/nowhere" };
  const outFile = join(projectDir, "out", "gyp_addon.node");
  await runNodeGyp({
    ...{ target: wanted, host, projectDir, outFile, env, nodeDir, jobs: 2, moduleName: "gyp_addon" },
    toolchain: await findToolchain({ target: wanted, host, projectDir, env, glibc: "2.28", kind: "system" }),
    nodeGyp: await findNodeGyp({ projectDir, env, node: process.execPath }),
    workDir: join(projectDir, "work"),
    variables: { level: "3" },
  });
  return { projectDir, info: await inspect(outFile) };
}

describe("runNodeGyp", () => {
  it.skipIf(noGyp)(
    `builds a binding.gyp for another CPU, aside ${noGyp ?? ""}`,
    { timeout: 180_000 },
    async () => {
      const source = `static_assert(LEVEL == 3, "the variable");\n${CXX_SOURCE}`;
      const { info, projectDir } = await build("linux-arm64-glibc", source);
      expect(info).toMatchObject({ os: "linux", arch: "arm64", addon: { napi: true } });
      expect(existsSync(join(projectDir, "build/stage/kept.txt"))).toBe(true);
      expect(existsSync(join(projectDir, "work"))).toBe(false);
    },
  );

  it.skipIf(noGyp)(`shows what failed, and keeps it ${noGyp ?? ""}`, { timeout: 180_000 }, async () => {
    await expect(build("linux-arm64-glibc", "#error not today")).rejects.toMatchObject({
      code: "ERR_ADDON_COMPILE",
      message: expect.stringMatching(
        /^node-gyp for linux-arm64-glibc: ended with 1 in .*work\n\$ .*--arch=arm64.*not today/s,
      ),
    });
  });

  it("does not pretend to build for another system", async () => {
    const other = host.os === "linux" ? "win32-x64" : "linux-x64-glibc";
    const options = { target: target(other), host } as Parameters<typeof runNodeGyp>[0];
    await expect(runNodeGyp(options)).rejects.toMatchObject({
      code: "ERR_ADDON_SOURCES",
      hint: expect.stringContaining('"build"'),
    });
  });
});
