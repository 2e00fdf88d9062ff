import { expect, test } from "vitest";
import { targetsOfArch, targetsOfPlatform } from "../../src/topics/foreign-words.js";

test.each([
  ["amd64", "x64"],
  ["aarch64", "arm64"],
  ["i386", "ia32"],
  ["x86", "ia32"],
  ["armhf", "arm"],
  ["musl", undefined],
])("the arch %s is %s", (word, arch) => {
  const arches = new Set(targetsOfArch(word).map((target) => target.arch));
  expect([...arches]).toEqual(arch === undefined ? [] : [arch]);
});

test.each([
  ["macOS", "darwin"],
  ["windows", "win32"],
  ["alpine", "linux"],
  ["x64", undefined],
])("the platform %s is %s", (word, os) => {
  const systems = new Set(targetsOfPlatform(word).map((target) => target.os));
  expect([...systems]).toEqual(os === undefined ? [] : [os]);
});
