import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pkgProgram } from "../src/pkg.js";
import { folderWith, run } from "./support/run.js";

const env = { PKG_NODE_PATH: process.execPath, NO_COLOR: "1" };
const pkg = (cwd: string, ...argv: readonly string[]) => run(pkgProgram, { cwd, env }, ...argv);
const output = (path: string, ...args: readonly string[]): string =>
  spawnSync(path, args, { encoding: "utf8" }).stdout;

describe("what it refuses, in pkg's words, with its exit code", () => {
  const files = {
    "app.js": "",
    "no-bin/package.json": '{"name":"x"}',
    "no-name/package.json": '{"bin":"../app.js"}',
    "gone/package.json": '{"name":"x","bin":"gone.js"}',
    "bad/package.json": '{"name":"x","bin":"../app.js","pkg":{"public":"yes"}}',
  };
  it.each<[string, ...string[]]>([
    ["Entry file/directory is expected"],
    ["Input file does not exist", "nothing.js"],
    ["Property 'bin' does not exist in", "no-bin"],
    ["Property 'name' does not exist in", "no-name"],
    ["Bin file does not exist (taken from package.json 'bin' property)", "gone"],
    ['pkg config: "public" must be a boolean', "bad"],
    ["Specify either 'package.json' or config. Not both", "no-name", "-c", "app.js"],
    ["Specify either 'output' or 'out-path'. Not both", "app.js", "-o", "a", "--out-path", "b"],
    ["Specify either '--target' or '--targets'. Not both", "app.js", "-t", "host", "--targets", "host"],
    ["Not more than one entry file/directory is expected", "app.js", "b.js"],
    ["Unknown token 'linus' in 'node24-linus'", "app.js", "-t", "node24-linus"],
    ["Refusing to overwrite input file", "app.js", "-t", "host", "-o", "app.js"],
    ["Refusing to overwrite non-file output", "app.js", "-t", "host", "-o", "gone"],
    ['Invalid compression algorithm "Zip"', "app.js", "-C", "Zip"],
    ["Unknown option '--sourceless'", "app.js", "--sourceless"],
    ["Base binaries are not built here", "app.js", "-t", "host", "-b"],
  ])("%s", async (message, ...argv) => {
    const { code, stdout } = await pkg(folderWith(files), ...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringContaining(`> Error! ${message}`) });
  });
});

it("packs a project by its package.json: bin, assets, scripts, options, compression", async () => {
  const main = `const fs = require("fs"), name = "extra"; gc();
    console.log(fs.readFileSync(__dirname + "/../data/a.txt", "utf8"), require("./" + name))`;
  const config = { assets: "data/*.txt", scripts: ["lib/extra.js"], options: "expose-gc" };
  const cwd = folderWith({
    "package.json": JSON.stringify({ name: "@scope/tool", bin: "lib/main.js", pkg: config }),
    "lib/main.js": main,
    "lib/extra.js": 'module.exports = "extra"',
    "data/a.txt": "text",
  });
  expect(await pkg(cwd, ".", "-t", "host", "--compress", "Brotli")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("> compression: Brotli"),
  });
  expect(output(join(cwd, "tool"))).toBe("text extra\n");
});

it("names outputs by what differs, and takes a configuration file of its own", async () => {
  const cwd = folderWith({
    "app.js": "1",
    ".pkgrc": '{"targets":"linux-x64,linux-arm64,win-x64","outputPath":"out","odd":1}',
  });
  const { stdout } = await pkg(cwd, "app.js");
  expect(stdout).toContain('Unknown key "odd" in pkg config');
  for (const name of ["app-linux-x64", "app-linux-arm64", "app-win-x64.exe"]) {
    expect(existsSync(join(cwd, "out", name))).toBe(true);
  }
});

it("calls hooks and applies patches", async () => {
  const cwd = folderWith({
    "app.js": 'console.log("ONE", require("./b"))',
    "b.js": 'module.exports = "b"',
    "pkg.config.mjs": `import { appendFileSync } from "node:fs";
      const log = (line) => appendFileSync(new URL("log", import.meta.url), line + "\\n");
      export default {
        preBuild: () => log("before"),
        postBuild: (output) => log("after " + output),
        transform: (path, contents) => path.endsWith("b.js") ? String(contents).replace('"b"', '"c"') : undefined,
        patches: { "app.js": ["ONE", "TWO"] },
      };`,
  });
  expect((await pkg(cwd, "app.js", "-t", "host", "-o", "out")).code).toBe(0);
  expect(readFileSync(join(cwd, "log"), "utf8")).toBe(`before\nafter ${join(cwd, "out")}\n`);
  expect(output(join(cwd, "out"))).toBe("TWO c\n");
});

it("says what stock Node.js cannot do, and packs all the same", async () => {
  const cwd = folderWith({ "app.js": "1" });
  const { code, stdout } = await pkg(cwd, "app.js", "-t", "host", "-o", "out", "--bytecode");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining("> Warning Stock Node.js runs no bytecode"),
  });
});

it("prints help and version", async () => {
  const cwd = folderWith({});
  expect((await pkg(cwd, "--help")).stdout).toContain("--targets");
  expect((await pkg(cwd, "-v")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
