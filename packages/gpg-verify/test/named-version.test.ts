import { expect, test } from "vitest";
import { namedVersion, namedVersions } from "../src/named-version.js";

test.each([
  ["node-v24.1.0-linux-x64.tar.gz", "24.1.0"],
  ["node-v24.1.0.tar.gz", "24.1.0"],
  ["node-v24.1.0.pkg", "24.1.0"],
  ["node-v24.1.0-x64.msi", "24.1.0"],
  ["node-v24.1.0-headers.tar.xz", "24.1.0"],
  ["node-v24.1.0-win-x64.7z", "24.1.0"],
  ["x64/node-v0.10.32-x64.msi", "0.10.32"],
  ["x64/node-v0.11.14.20140819-x64.msi", "0.11.14"],
  ["iojs-v1.8.4-linux-x64.tar.gz", "1.8.4"],
  ["node-0.6.0.tgz", "0.6.0"],
  ["node-v24.1.0-linux-x64-pointer-compression.tar.gz", "24.1.0"],
  ["node-v24.1.0-rc.1-linux-x64.tar.gz", "24.1.0-rc.1"],
  ["node-v24.1.0-rc.1.tar.gz", "24.1.0-rc.1"],
  ["node-v25.0.0-nightly20250701abc123def4-linux-x64.tar.gz", "25.0.0-nightly20250701abc123def4"],
  ["node-v25.0.0-next-nightly2025070112ab34cd56.tar.xz", "25.0.0-next-nightly2025070112ab34cd56"],
  ["node-v25.0.0-v8-canary20250701abcdef0123-linux-x64.tar.gz", "25.0.0-v8-canary20250701abcdef0123"],
  ["node-v27.0.0-alpha.0.1.1-win-x64.zip", "27.0.0-alpha.0.1.1"],
  ["node-v27.0.0-alpha.0.1.1.tar.gz", "27.0.0-alpha.0.1.1"],
  ["win-x64/node.exe", undefined],
  ["node.exe", undefined],
  ["openssl-cli.pdb", undefined],
  ["node-gyp.tar.gz", undefined],
])("namedVersion(%s) is %s", (fileName, version) => {
  expect(namedVersion(fileName)).toBe(version);
});

test.each([
  "node-v24.1-linux-x64.tar.gz",
  "node-vnext-linux-x64.tar.gz",
  "node-v24.1.0x-linux-x64.tar.gz",
  "node-v24.1.0-rc.1x-linux-x64.tar.gz",
])("namedVersion(%s) equals no release", (fileName) => {
  const version = namedVersion(fileName);
  expect(version).toBeDefined();
  expect(version).not.toBe("24.1.0");
  expect(version).not.toBe("24.1.0-rc.1");
});

test("namedVersions() gives the first name of each version", () => {
  const names = ["node.exe", "node-v2.0.0.pkg", "node-v1.0.0.pkg", "node-v2.0.0.tar.gz"];
  expect([...namedVersions(names)]).toEqual([
    ["2.0.0", "node-v2.0.0.pkg"],
    ["1.0.0", "node-v1.0.0.pkg"],
  ]);
});
