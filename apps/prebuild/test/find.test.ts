import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { builtAddon, temporaryDirectory } from "./support/addon.js";
import { type Outcome, runBin } from "./support/run.js";

const serialport = dirname(createRequire(import.meta.url).resolve("@serialport/bindings-cpp/package.json"));
const LINUX = ["--host", "linux-x64-glibc", "--target", "24.11.0"];

const find = (folder: string, ...words: readonly string[]): Promise<Outcome> =>
  runBin("nodewright-prebuild", ["find", folder, ...words], { cwd: temporaryDirectory() });

/** A package that is read, and never installed. */
function packageOf(manifest: object): string {
  const root = temporaryDirectory();
  writeFileSync(
    join(root, "package.json"),
    JSON.stringify({ name: "my-addon", version: "1.0.0", ...manifest }),
  );
  return root;
}

it("nodewright prebuild find: a real package of prebuildify's", async () => {
  const musl = ["--host", "linux-arm64-musl", "--target", "24.11.0"];
  const { exitCode, stdout } = await find(serialport, ...musl);
  expect(exitCode).toBe(0);
  const [first, , , ...others] = stdout.split("\n");
  expect(first).toBe(
    "node 24.11.0 on linux-arm64-musl loads prebuilds/linux-arm64/@serialport+bindings-cpp.armv8.musl.node (prebuildify)",
  );
  expect(others.find((line) => line.includes("linux-arm64/"))).toMatch(
    /glibc; the host has musl|built for glibc/,
  );
  expect(JSON.parse((await find(serialport, ...musl, "--json")).stdout)).toMatchObject({
    root: serialport,
    host: { os: "linux", arch: "arm64", libc: "musl" },
    runtime: { name: "node", version: "24.11.0", abi: "137" },
    chosen: { scheme: "prebuildify", place: { kind: "file" } },
  });
});

it.each<[string, object, string]>([
  [
    "node-pre-gyp's",
    { main: "a.js", binary: { module_name: "a", module_path: "./lib", host: "https://a.example" } },
    "has to fetch https://a.example/a-v1.0.0-node-v137-linux-x64.tar.gz (node-pre-gyp)",
  ],
  [
    "prebuild-install's",
    {
      scripts: { install: "prebuild-install || node-gyp rebuild" },
      repository: "github:owner/my-addon",
    },
    "has to fetch https://github.com/owner/my-addon/releases/download/v1.0.0/my-addon-v1.0.0-node-v137-linux-x64.tar.gz (prebuild-install)",
  ],
  [
    "napi-rs'",
    { optionalDependencies: { "my-addon-linux-x64-gnu": "1.0.0", "my-addon-linux-x64-musl": "1.0.0" } },
    "has to fetch my-addon-linux-x64-gnu@1.0.0",
  ],
])("nodewright prebuild find: a package of %s kind", async (_, manifest, said) => {
  const { exitCode, stdout } = await find(packageOf(manifest), ...LINUX);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining(said)]);
});

it("nodewright prebuild find: a file that does not load, and nothing at all", async () => {
  const root = builtAddon();
  rmSync(join(root, "lib"), { recursive: true });
  mkdirSync(join(root, "build/Release"), { recursive: true });
  const foreign = join(serialport, "prebuilds/linux-arm64/@serialport+bindings-cpp.armv8.glibc.node");
  copyFileSync(foreign, join(root, "build/Release/my_addon.node"));
  const taken = await find(root, ...LINUX);
  expect(taken.exitCode).toBe(1);
  expect(taken.stdout).toMatch(
    / loads build\/Release\/my_addon\.node \(build\)\nproblem: .*its CPU is arm64, not x64/,
  );
  expect(await find(packageOf({}), ...LINUX)).toMatchObject({
    exitCode: 1,
    stdout: "node 24.11.0 on linux-x64-glibc: nothing fits\n",
  });
  expect(await find("nowhere")).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/^error: .*nowhere.*\nhint: ./),
  });
});
