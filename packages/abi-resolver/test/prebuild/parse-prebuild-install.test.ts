import { describe, expect, test } from "vitest";
import { parsePrebuildInstallName } from "../../src/prebuild/parse-prebuild-install.js";

describe("parsePrebuildInstallName", () => {
  test.each([
    [
      "better-sqlite3-v11.8.1-node-v127-linux-x64.tar.gz",
      { os: "linux", arch: "x64", libc: "glibc", runtime: "node", abi: "127" },
    ],
    [
      "better-sqlite3-v11.8.1-node-v127-linuxmusl-arm64.tar.gz",
      { os: "linux", arch: "arm64", libc: "musl", runtime: "node", abi: "127" },
    ],
    [
      "better-sqlite3-v11.8.1-electron-v139-win32-ia32.tar.gz",
      { os: "win32", arch: "ia32", runtime: "electron", abi: "139" },
    ],
    ["canvas-v3.1.0-napi-v7-darwin-arm64.tar.gz", { os: "darwin", arch: "arm64", napi: 7 }],
    [
      "name-v1.0.0-rc.2-node-v115-linux-armv7l.tar.gz",
      { os: "linux", arch: "arm", armVersion: "7", libc: "glibc", runtime: "node", abi: "115" },
    ],
    [
      "https://github.com/o/r/releases/download/v1.0.0/a-node-v1.0.0-node-v115-freebsd-x64.tar.gz",
      { os: "freebsd", arch: "x64", runtime: "node", abi: "115" },
    ],
    [
      "a-v1.0.0-node-webkit-v59-linux-x64.tar.gz",
      { os: "linux", arch: "x64", libc: "glibc", runtime: "node-webkit", abi: "59" },
    ],
  ])("reads %s", (name, candidate) => {
    expect(parsePrebuildInstallName(name)).toEqual({ name, ...candidate });
  });

  test.each([
    "",
    "name-v1.0.0-node-v115-linux-x64.zip",
    "name-v1.0.0-node-v115-linux.tar.gz",
    "name-node-v115-linux-x64.tar.gz",
    "name-v1.0.0-deno-v2-linux-x64.tar.gz",
    "name-v1.0.0-electron-v38.1-linux-x64.tar.gz",
    `${"-v1.0.0".repeat(100)}`,
  ])("refuses %j", (name) => {
    expect(parsePrebuildInstallName(name)).toBeUndefined();
  });
});
