import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePrebuildName } from "../../src/prebuild/parse-prebuild-name.js";

test.each([
  ["prebuilds/linux-x64/node.napi.node", { napi: true, runtime: "node" }],
  ["a-v1.0.0-electron-v139-linux-x64.tar.gz", { runtime: "electron", abi: "139" }],
  ["a-v1.0.0-electron-v38.1-linux-x64.tar.gz", { runtime: "electron", runtimeVersion: "38.1" }],
  ["napi-v6-linux-glibc-x64.tar.gz", { napi: 6 }],
  ["@s/n-linux-x64-gnu", { napi: true, libc: "glibc" }],
])("parsePrebuildName reads %s by its grammar", (name, part) => {
  expect(parsePrebuildName(name)).toMatchObject({ os: "linux", arch: "x64", ...part });
});

test("parsePrebuildName throws for no text", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.stringMatching(/^[a-z]{1,4}-v1\.2\.3-[a-z-]{0,20}-v?\d*-[a-z0-9-]{0,20}(\.tar\.gz|\.node)?$/),
      ),
      (name) => {
        expect(parsePrebuildName(name)?.name ?? name).toBe(name);
      },
    ),
  );
});
