import { expect, test } from "vitest";
import { createTarget, formatTarget, listTargets } from "../src/index.js";
import { completeTargets, knownTargets, placeOf } from "../src/known-targets.js";

const idsOf = (parts: Parameters<typeof completeTargets>[0]) =>
  completeTargets(parts).map((target) => formatTarget(target));

test("listTargets: 58 targets, none twice, always the same list", () => {
  expect(listTargets()).toHaveLength(58);
  expect(new Set(listTargets().map((target) => formatTarget(target))).size).toBe(58);
  expect(listTargets()).toBe(knownTargets().list);
  expect(Object.isFrozen(listTargets())).toBe(true);
});

test("placeOf finds a target by what it is", () => {
  listTargets().forEach((target, place) => {
    expect(placeOf({ ...target })).toBe(place);
  });
  expect(placeOf(createTarget({ os: "haiku", arch: "x64" }))).toBeUndefined();
  expect(placeOf({ os: "darwin", arch: "x64", libc: "musl" })).toBeUndefined();
  expect(placeOf({ os: "android", arch: "arm" })).toBeUndefined();
});

test("completeTargets: settled parts give one target, known or not", () => {
  expect(idsOf({ os: "linux", arch: "x64", libc: "glibc" })).toEqual(["linux-x64-glibc"]);
  expect(idsOf({ os: "haiku", arch: "x64" })).toEqual(["haiku-x64"]);
  expect(idsOf({ os: "linux", arch: "x64", libc: "glibc", variant: "lto" })).toEqual(["linux-x64-glibc+lto"]);
});

test("completeTargets: open parts give the known targets that fit, with their variants", () => {
  expect(idsOf({ os: "linux", arch: "arm64" })).toEqual([
    "linux-arm64-glibc",
    "linux-arm64-musl",
    "linux-arm64-static",
  ]);
  expect(idsOf({ os: "linux", arch: "x64", variant: "baseline" })).toEqual([
    "linux-x64-glibc+baseline",
    "linux-x64-musl+baseline",
  ]);
});

test("completeTargets: where no known target fits, all that the vocabulary allows", () => {
  expect(idsOf({ os: "linux", arch: "mips" })).toEqual([
    "linux-mips-glibc",
    "linux-mips-musl",
    "linux-mips-static",
  ]);
  expect(idsOf({ os: "freebsd", arch: "arm" })).toEqual(["freebsd-armv7", "freebsd-armv6"]);
});
