import { join } from "node:path";
import { expect, it } from "vitest";
import { forTarget, isPlatformPackage, loadsIn } from "../../src/addons/fits.js";
import { scratch } from "../support/scratch.js";
import { linux, linuxArm, serialport, windows } from "../support/serialport.js";

const version = "v24.21.0";

it("knows by a header where an addon loads; what is no binary is not judged", async () => {
  const file = join(serialport, "prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node");
  expect(await loadsIn(file, { target: linux, version })).toBe(true);
  for (const target of [linuxArm, windows]) expect(await loadsIn(file, { target, version })).toBe(false);
  const text = join(scratch({ "a.node": "text" }), "a.node");
  expect(await loadsIn(text, { target: windows, version })).toBe(true);
});

it("knows by its name what a platform package is for", () => {
  const names = [
    "s-linux-x64",
    "s-linuxmusl-x64",
    "n-linux-arm64-gnu",
    "n-linux-x64-musl",
    "n-win32-x64-msvc",
    "other",
  ];
  expect(names.map(isPlatformPackage)).toEqual([true, true, true, true, true, false]);
  expect(forTarget(names, { target: linux, version })).toEqual(["s-linux-x64"]);
  expect(forTarget(names, { target: linuxArm, version })).toEqual(["n-linux-arm64-gnu"]);
  expect(forTarget(names, { target: windows, version: "unknown" })).toEqual(["n-win32-x64-msvc"]);
});
