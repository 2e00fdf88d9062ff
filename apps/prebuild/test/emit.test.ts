import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";
import { expect, it } from "vitest";
import { temporaryDirectory } from "./support/addon.js";
import { startRegistry } from "./support/registry.js";
import { runBin, runProgram } from "./support/run.js";
import { sourceAddon } from "./support/source-addon.js";

const host = formatTarget(hostTarget(hostFacts())) ?? "";
const windows = process.platform === "win32" ? ".cmd" : "";

it("nodewright prebuild build, emit: what npm and pnpm install from a registry without scripts loads", {
  timeout: 300_000,
}, async () => {
  const cwd = sourceAddon();
  const prebuild = (...words: string[]) => runBin("nodewright-prebuild", words, { cwd });
  const build = await prebuild("build", "--toolchain", "system", "--glibc", "2.39");
  expect(build.exitCode, build.stdout).toBe(0);
  expect(await prebuild("emit", "--save-loader")).toMatchObject({
    exitCode: 0,
    stdout: [
      "made sum-addon and the package of one platform; publish them in this order:",
      `  npm publish ./npm/sum-addon-${host}`,
      "  npm publish ./npm/sum-addon",
      "",
    ].join("\n"),
  });
  expect(readdirSync(join(cwd, "npm")).sort()).toEqual(["sum-addon", `sum-addon-${host}`]);
  const main = JSON.parse(readFileSync(join(cwd, "npm/sum-addon/package.json"), "utf8"));
  expect(main).toMatchObject({ optionalDependencies: { [`sum-addon-${host}`]: "1.2.3" } });
  expect([main.scripts?.install, main.dependencies?.["@mapbox/node-pre-gyp"]]).toEqual([
    undefined,
    undefined,
  ]);

  const registry = await startRegistry(
    ["sum-addon", `sum-addon-${host}`].map((name) => join(cwd, "npm", name)),
  );
  for (const manager of ["npm", "pnpm"]) {
    const app = temporaryDirectory();
    writeFileSync(join(app, "package.json"), '{ "dependencies": { "sum-addon": "1.2.3" } }');
    writeFileSync(join(app, ".npmrc"), `registry=${registry}\ncache=${temporaryDirectory()}\n`);
    const installed = await runProgram(manager + windows, ["install", "--ignore-scripts"], { cwd: app });
    expect(installed.exitCode, installed.stdout + installed.stderr).toBe(0);
    const loaded = await runProgram(process.execPath, ["-p", 'require("sum-addon").add(20, 22)'], {
      cwd: app,
    });
    expect([manager, loaded.stdout]).toEqual([manager, "42\n"]);
  }
});

it("nodewright prebuild emit says where nothing is packed, and what the code does not ask for", async () => {
  const cwd = sourceAddon();
  const emit = (...words: string[]) => runBin("nodewright-prebuild", ["emit", ...words], { cwd });
  expect(await emit()).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^error: no prebuilds of sum-addon 1\.2\.3 are packed in .*build\/stage\nhint: .*nodewright prebuild build/,
    ),
  });
  expect(existsSync(join(cwd, "npm"))).toBe(false);
  writeFileSync(join(cwd, "index.js"), 'module.exports = require("bindings")("sum");\n');
  await runBin("nodewright-prebuild", ["build", "--toolchain", "system", "--glibc", "2.39", "--no-load"], {
    cwd,
  });
  const { stdout } = await emit("--json", "--out", "packages", "--loader", "load.cjs");
  expect(JSON.parse(stdout)).toMatchObject({
    main: { name: "sum-addon", folder: join(cwd, "packages/sum-addon"), loader: "load.cjs" },
    platforms: [{ name: `sum-addon-${host}`, target: host }],
    usesLoader: false,
  });
  expect((await emit("--out", "packages")).stdout).toContain('const addon = require("./native.js");');
});
