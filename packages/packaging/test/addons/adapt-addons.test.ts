import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createTarget } from "@nodewright/target-triple";
import { expect, it } from "vitest";
import { adaptAddons } from "../../src/addons/adapt-addons.js";
import { filesBelow } from "../../src/addons/listed-files.js";
import { sourcesOf } from "../support/registry.js";
import { scratch } from "../support/scratch.js";
import { linux, linuxArm, place, serialport, tracedSerialport, windows } from "../support/serialport.js";

const version = "v24.21.0";

it("changes an addon's binary for that of the target, and nothing where all fit", async () => {
  const [files, sources] = [await tracedSerialport(), await sourcesOf({})];
  expect(await adaptAddons({ files }, { target: linux, version }, sources)).toEqual({ files, swaps: [] });
  const adapted = await adaptAddons({ files }, { target: windows, version }, sources);
  expect(adapted.files.map(({ path }) => path)).toEqual([
    `${place}/package.json`,
    `${place}/prebuilds/win32-x64/@serialport+bindings-cpp.node`,
  ]);
});

/** A package that asks for one of several, of which the one for linux-x64 is installed. */
function withPlatforms(): string {
  const optional = '{"p-linux-x64":"1.0.0","p-linux-arm64":"1.0.0"}';
  const folder = scratch({
    "node_modules/p/package.json": `{"name":"p","version":"1.0.0","optionalDependencies":${optional}}`,
    "node_modules/p-linux-x64/package.json": '{"name":"p-linux-x64","version":"1.0.0"}',
  });
  const binary = "prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node";
  copyFileSync(join(serialport, binary), join(folder, "node_modules/p-linux-x64/p.node"));
  return folder;
}

it("changes platform packages for those that the same package asks for", async () => {
  const files = await filesBelow(withPlatforms(), "app", "main.js");
  const fetched = scratch({ "package.json": '{"name":"p-linux-arm64"}', "p.node": "" });
  const sources = await sourcesOf({ "p-linux-arm64@1.0.0": fetched });
  const adapted = await adaptAddons({ files }, { target: linuxArm, version }, sources);
  expect(adapted.files.map(({ path }) => path)).toEqual([
    "app/node_modules/p/package.json",
    "app/node_modules/p/node_modules/p-linux-arm64/p.node",
    "app/node_modules/p/node_modules/p-linux-arm64/package.json",
  ]);
  expect(adapted.swaps).toEqual([{ package: "p", by: "p-linux-arm64@1.0.0" }]);
});

it("names each addon that has nothing for a target", async () => {
  const folder = withPlatforms();
  mkdirSync(join(folder, "own"));
  copyFileSync(join(folder, "node_modules/p-linux-x64/p.node"), join(folder, "own", "mine.node"));
  const files = await filesBelow(folder, "app", "main.js");
  const sources = await sourcesOf({});
  const refused = adaptAddons({ files }, { target: windows, version }, sources);
  await expect(refused).rejects.toMatchObject({
    code: "ERR_PACKAGING_ADDON",
    message: expect.stringMatching(/no addon for win32-x64[\s\S]*p: it has no package[\s\S]*own\/mine\.node/),
  });
  const fixed = createTarget({ os: "linux", arch: "x64", libc: "static" });
  await expect(adaptAddons({ files }, { target: fixed, version }, sources)).rejects.toMatchObject({
    message: expect.stringContaining(`${dirname("app/own/mine.node")}/mine.node`),
  });
});
