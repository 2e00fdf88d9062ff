import { expect, test } from "vitest";
import {
  ARCHES,
  armVersionsOf,
  endiansOf,
  isCpuLevel,
  libcsOf,
  OSES,
  settledEndian,
} from "../src/vocabulary.js";

test("every word stands once", () => {
  expect(new Set(OSES).size).toBe(OSES.length);
  expect(new Set(ARCHES).size).toBe(ARCHES.length);
});

test("libcsOf: linux has a choice, android and openharmony their own, others none", () => {
  expect(OSES.filter((os) => libcsOf(os).length > 0).map((os) => [os, libcsOf(os)])).toEqual([
    ["linux", ["glibc", "musl", "static"]],
    ["android", ["bionic"]],
    ["openharmony", ["ohos"]],
  ]);
});

test("armVersionsOf: only arm has versions, one on android, none to say on win32", () => {
  expect(armVersionsOf("linux", "arm")).toEqual(["7", "6"]);
  expect(armVersionsOf("android", "arm")).toEqual(["7"]);
  expect(armVersionsOf("win32", "arm")).toEqual([]);
  expect(armVersionsOf("linux", "arm64")).toEqual([]);
});

test("endiansOf: only ppc64 is open, but on AIX", () => {
  expect(ARCHES.filter((arch) => endiansOf("linux", arch).length > 0)).toEqual(["ppc64"]);
  expect(endiansOf("aix", "ppc64")).toEqual([]);
});

test("settledEndian: s390x, mips and AIX's ppc64 are big", () => {
  expect(ARCHES.filter((arch) => settledEndian(arch) === "big")).toEqual(["mips", "ppc64", "s390x"]);
});

test.each([
  ["x86_64_v2", "x64", true],
  ["x86_64_v5", "x64", false],
  ["x86_64_v2", "arm64", false],
  ["armv8.2a", "arm64", true],
  ["armv9.0a", "arm64", true],
  ["armv7a", "arm", false],
  ["power9le", "ppc64", true],
  ["x86_64_v2", "constructor", false],
] as const)("isCpuLevel(%s, %s) is %s", (word, arch, expected) => {
  expect(isCpuLevel(word, arch)).toBe(expected);
});
