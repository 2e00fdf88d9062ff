import { describe, expect, test } from "vitest";
import { parsePrebuildifyPath } from "../../src/prebuild/parse-prebuildify.js";

describe("parsePrebuildifyPath", () => {
  test.each([
    ["prebuilds/linux-x64/node.napi.node", { os: "linux", arch: "x64", runtime: "node", napi: true }],
    [
      "linux-x64/node.napi.musl.node",
      { os: "linux", arch: "x64", runtime: "node", napi: true, libc: "musl" },
    ],
    [
      "./prebuilds/linux-arm/node.napi.armv7.glibc.node",
      { os: "linux", arch: "arm", runtime: "node", napi: true, armVersion: "7", libc: "glibc" },
    ],
    [
      "prebuilds/linux-arm64/node.abi127.uv1.armv8.node",
      { os: "linux", arch: "arm64", runtime: "node", abi: "127", uv: "1", armVersion: "8" },
    ],
    [
      "prebuilds/darwin-x64+arm64/electron.abi139.node",
      { os: "darwin", arch: ["x64", "arm64"], runtime: "electron", abi: "139" },
    ],
    [
      "prebuilds/win32-ia32/node-webkit.abi59.node",
      { os: "win32", arch: "ia32", runtime: "node-webkit", abi: "59" },
    ],
    // The addon's own name and tags from the future say nothing.
    [
      "prebuilds/linux-x64/@scope+pkg.node.napi.future9.node",
      { os: "linux", arch: "x64", runtime: "node", napi: true },
    ],
    ["prebuilds\\win32-x64\\leveldown.node", { os: "win32", arch: "x64" }],
    ["prebuilds/linuxmusl-x64.node", { os: "linux", arch: "x64", libc: "musl" }],
    ["darwin-arm64.node", { os: "darwin", arch: "arm64" }],
  ])("reads %s", (path, candidate) => {
    expect(parsePrebuildifyPath(path)).toEqual({ name: path, ...candidate });
  });

  test.each([
    "",
    ".node",
    "node.napi.node",
    "prebuilds/linux-x64/.node",
    "prebuilds/linux-x64/node.napi.so",
    "prebuilds/linux/node.napi.node",
    "prebuilds/linux-x64-gnu/node.napi.node",
    "prebuilds/linux-x64+/node.napi.node",
    "prebuilds/-x64/node.napi.node",
    "build/Release/addon.node",
    "build/linux-x64.node",
  ])("refuses %j", (path) => {
    expect(parsePrebuildifyPath(path)).toBeUndefined();
  });
});
