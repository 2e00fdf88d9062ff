import { expect, test } from "vitest";
import { createTarget, formatTarget, parseTarget, TargetError } from "../src/index.js";

test.each([
  [{ os: "linux", arch: "x64", libc: "musl" }, "linux-x64-musl"],
  [{ os: "linux", arch: "arm", armVersion: "6", libc: "glibc" }, "linux-armv6-glibc"],
  [{ os: "linux", arch: "ppc64", endian: "little", libc: "glibc" }, "linux-ppc64le-glibc"],
  [{ os: "win32", arch: "x64" }, "win32-x64"],
  [
    { os: "linux", arch: "x64", libc: "glibc", variant: "pointer-compression" },
    "linux-x64-glibc+pointer-compression",
  ],
])("formatTarget writes %o as %s, and parseTarget reads it back", (parts, text) => {
  const target = createTarget(parts);
  expect(formatTarget(target)).toBe(text);
  expect(parseTarget(text).target).toEqual(target);
});

test("formatTarget: a dialect that cannot say the target gives null", () => {
  expect(formatTarget(createTarget({ os: "linux", arch: "x64", libc: "musl" }), "nodeBuild")).toBeNull();
});

test("parseTarget: an unknown text is a TargetError with the nearest spelling", () => {
  expect(() => parseTarget("linux-x64-mulsl", "dist")).toThrow(TargetError);
});
