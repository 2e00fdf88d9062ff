import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findNodeGyp } from "../src/find-node-gyp.js";
import { addonProject, tempDir } from "./support/addon-project.js";

const SCRIPT = "node_modules/node-gyp/bin/node-gyp.js";

function put(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  chmodSync(file, 0o755);
  return file;
}

describe("findNodeGyp", () => {
  it("goes by npm's setting, the addon, the Node.js, the npm on PATH, PATH", async () => {
    const [root, bin] = [tempDir(), tempDir()];
    const projectDir = join(root, "addon");
    mkdirSync(projectDir);
    const node = join(root, "node", "bin", "node");
    const find = (env = {}) => findNodeGyp({ projectDir, node, env: { PATH: bin, ...env } });

    await expect(find()).rejects.toMatchObject({
      code: "ERR_ADDON_TOOLCHAIN",
      hint: expect.stringContaining("node-gyp"),
    });

    const program = put(join(bin, "node-gyp"));
    expect(await find()).toEqual([program]);

    const ofNpm = put(join(root, "npm", SCRIPT));
    symlinkSync(put(join(root, "npm", "bin", "npm-cli.js")), join(bin, "npm"));
    expect(await find()).toEqual([node, ofNpm]);

    const ofNode = put(join(root, "node/lib/node_modules/npm", SCRIPT));
    expect((await find())[1]).toMatch(/\/npm\/node_modules\/node-gyp\/bin\/node-gyp\.js$/);
    expect(ofNode).toContain("lib/node_modules");

    const own = put(join(projectDir, SCRIPT));
    expect(await find()).toEqual([node, own]);
    expect(await find({ npm_config_node_gyp: "/else/node-gyp.js" })).toEqual([node, own]);
    const named = put(join(root, "else/node-gyp.js"));
    expect(await find({ npm_config_node_gyp: named })).toEqual([node, named]);
  });

  it("finds that of a folder above the addon", async () => {
    const root = addonProject({ [SCRIPT]: "" });
    const projectDir = join(root, "packages", "addon");
    mkdirSync(projectDir, { recursive: true });
    expect((await findNodeGyp({ projectDir, node: "/n/bin/node", env: {} }))[1]).toBe(join(root, SCRIPT));
  });
});
