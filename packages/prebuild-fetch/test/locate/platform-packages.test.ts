import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findNamedFile, findNapiRsFiles, findPlatformPackages } from "../../src/locate/platform-packages.js";
import { locateContext, packageFolder } from "../support/package-folder.js";

const optionalDependencies = {
  "@my/exports-linux-x64": "1.0.0",
  "my-addon-linux-x64-gnu": "1.2.3",
  "my-addon-darwin-arm64": "1.2.3",
  "@img/sharp-linux-x64": "0.34.0",
  "@other/my-addon-libs-linux-x64": "1.0.0",
  "left-pad": "1.0.0",
  "other-linux-x64-gnu": "1.0.0",
};

describe("findPlatformPackages()", () => {
  test("reads what is installed, and the names of its own others", async () => {
    const root = packageFolder(
      {},
      {
        "node_modules/my-addon-linux-x64-gnu/my-addon.linux-x64-gnu.node": "linux-x64-glibc",
        "node_modules/@img/sharp-linux-x64/lib/sharp.node": "linux-x64-glibc",
      },
    );
    const manifests = {
      "my-addon-linux-x64-gnu": {
        main: "my-addon.linux-x64-gnu.node",
        os: ["linux"],
        cpu: ["x64"],
        libc: ["glibc"],
      },
      "@img/sharp-linux-x64": {
        os: ["linux"],
        cpu: ["x64"],
        exports: { "./sharp.node": "./index.cjs", "./package": "./package.json" },
      },
      "left-pad": { main: "index.js" },
      "@my/exports-linux-x64": { exports: { ".": { default: "./a.node" } } },
    };
    for (const [name, manifest] of Object.entries(manifests)) {
      mkdirSync(join(root, "node_modules", name), { recursive: true });
      writeFileSync(join(root, "node_modules", name, "package.json"), JSON.stringify({ name, ...manifest }));
    }
    const found = await findPlatformPackages(locateContext({ optionalDependencies }, { root }));
    expect(found).toMatchObject([
      { place: { kind: "file", path: expect.stringMatching(/exports-linux-x64\/a\.node$/) } },
      {
        place: { kind: "file", path: expect.stringMatching(/my-addon\.linux-x64-gnu\.node$/) },
        candidate: { os: ["linux"], arch: ["x64"], libc: ["glibc"], napi: true },
      },
      {
        place: { kind: "package", name: "my-addon-darwin-arm64", range: "1.2.3" },
        candidate: { os: "darwin" },
      },
      { place: { kind: "file", path: expect.stringMatching(/sharp\.node$/) } },
    ]);
  });
});

test("findNapiRsFiles() finds the files beside package.json", async () => {
  const root = packageFolder(
    {},
    { "a.linux-x64-musl.node": "linux-x64-musl", "plain.node": "linux-x64-glibc" },
  );
  const found = await findNapiRsFiles(locateContext({}, { root }));
  expect(found).toMatchObject([{ candidate: { os: "linux", arch: "x64", libc: "musl", napi: true } }]);
});

test("findNamedFile() is what the user names", () => {
  expect(findNamedFile(locateContext({}))).toEqual([]);
  const env = { NAPI_RS_NATIVE_LIBRARY_PATH: "/srv/a.node" };
  expect(findNamedFile(locateContext({}, { env }))).toMatchObject([{ place: { path: "/srv/a.node" } }]);
});
