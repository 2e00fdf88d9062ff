import { expect, test } from "vitest";
import { createTarget, formatTarget, parseTarget } from "../src/index.js";
import { errorOf } from "./error-of.js";

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

test("formatTarget: nor is a spelling given that reads back as other targets only", () => {
  expect(parseTarget("linux-ia32", "node").candidates).toHaveLength(2);
  expect(formatTarget(createTarget({ os: "linux", arch: "ia32", libc: "static" }), "node")).toBeNull();
});

test("formatTarget takes a target from anywhere, checked", () => {
  expect(formatTarget({ os: "linux", arch: "x64", libc: "musl" }, "dist")).toBe("linux-x64-musl");
  expect(formatTarget({ os: "android", arch: "arm" }, "napi")).toBe("android-arm-eabi");
  expect(errorOf(() => formatTarget({ os: "linux", arch: "x64" }, "dist")).code).toBe(
    "ERR_TARGET_INCOMPLETE",
  );
  expect(errorOf(() => formatTarget({ os: "darwin", arch: "x64", libc: "musl" })).code).toBe(
    "ERR_TARGET_INVALID",
  );
});
