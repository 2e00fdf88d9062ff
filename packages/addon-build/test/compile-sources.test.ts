import { existsSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "@nodewright/executable";
import { describe, expect, it } from "vitest";
import { compileSources } from "../src/compile-sources.js";
import { parseRecipe } from "../src/recipe.js";
import { findToolchain } from "../src/toolchain/find-toolchain.js";
import { addonProject, C_SOURCE, CXX_SOURCE } from "./support/addon-project.js";
import { nodeDir } from "./support/node-dir.js";
import { host, target } from "./support/targets.js";
import { missing } from "./support/tools.js";

const env = process.env;

async function compile(name: string, files: Readonly<Record<string, string>>, recipe: object) {
  const projectDir = addonProject(files);
  const wanted = target(name);
  const search = { target: wanted, host, projectDir, env, glibc: "2.28" };
  const toolchain = await findToolchain({ ...search, kind: "system" });
  const outFile = join(projectDir, "out", "a.node");
  const commands: string[] = [];
  await compileSources({
    ...{ recipe: parseRecipe(recipe), target: wanted, toolchain, projectDir, nodeDir, outFile, env },
    ...{ moduleName: "a", napiVersion: 8, jobs: 2, onCommand: (command) => commands.push(command) },
  });
  return { outFile, commands, info: await inspect(outFile) };
}

const noArm = missing("aarch64-linux-gnu-g++");
const noMingw = missing("x86_64-w64-mingw32-g++-posix");
const recipe = {
  sources: ["a.c", "b.cc"],
  include_dirs: ["npm:node-addon-api"],
  defines: ["NAPI_CPP_EXCEPTIONS"],
};

describe("compileSources", () => {
  it.skipIf(noArm)(`makes a C++ addon for linux-arm64 ${noArm ?? ""}`, async () => {
    const helper = "int helper(void) { return 1; }";
    const { info, commands } = await compile(
      "linux-arm64-glibc",
      { "a.c": helper, "b.cc": CXX_SOURCE },
      recipe,
    );
    expect(info).toMatchObject({
      os: "linux",
      arch: "arm64",
      libc: "glibc",
      addon: { napi: true, nodeApiVersion: 8 },
    });
    expect(commands).toHaveLength(3);
  });

  it.skipIf(noMingw)(
    `makes one for Windows that imports nothing from a file called node.exe ${noMingw ?? ""}`,
    async () => {
      const { info } = await compile("win32-x64", { "a.c": C_SOURCE }, { sources: ["a.c"] });
      expect(info).toMatchObject({ os: "win32", arch: "x64", addon: { napi: true, nodeApiVersion: 8 } });
      expect(info.needed.map((name) => name.toLowerCase())).not.toContain("node.exe");
    },
  );

  it("shows the command and what the compiler said", async () => {
    const failing = compile(`${host.os}-${host.arch}`, { "a.c": "int x = ;" }, { sources: ["a.c"] });
    await expect(failing).rejects.toMatchObject({
      code: "ERR_ADDON_COMPILE",
      message: expect.stringMatching(/^a\.c does not compile for .*\n\$ .* -c .*error: expected expression/s),
    });
  });

  it("shows what the linker said", async () => {
    const failing = compile(
      `${host.os}-${host.arch}`,
      { "a.c": C_SOURCE },
      { sources: ["a.c"], libraries: ["nowhere"] },
    );
    await expect(failing).rejects.toThrow(/^a does not link for .*nowhere/s);
  });

  it("names a source that is not there", async () => {
    await expect(compile(`${host.os}-${host.arch}`, {}, { sources: ["gone.c"] })).rejects.toThrow(/gone\.c/);
    expect(existsSync("gone.c")).toBe(false);
  });
});
