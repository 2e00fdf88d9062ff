import { expect, test } from "vitest";
import { slugOf, targetOfSlug, targetsOfSlug } from "../src/dist-slugs.js";
import { target } from "./targets.js";

test.each([
  ["linux-x64-musl", target("linux-x64-musl")],
  ["win-x86", target("win32-ia32")],
  ["linux-arm-pi", { os: "linux", arch: "arm", libc: "glibc", armVersion: "6" }],
  ["amiga-m68k", undefined],
  ["", undefined],
  ["constructor", undefined],
])("targetOfSlug %j is %j", (slug, expected) => {
  expect(targetOfSlug(slug)).toEqual(expected);
});

test("targetsOfSlug is empty for what is no target", () => {
  expect(targetsOfSlug("headers")).toStrictEqual([]);
});

test("slugOf is undefined for a target that nodejs.org has no word for", () => {
  expect(slugOf(target("darwin-arm64"))).toBe("darwin-arm64");
  expect(slugOf(target("freebsd-x64"))).toBeUndefined();
});
