import { describe, expect, it } from "vitest";
import { platformPackages } from "../../src/emit/platform-package.js";
import { linux, staged } from "../support/staged.js";

const project = {
  root: "/",
  name: "@scope/demo",
  version: "1.2.3",
  binary: {},
  manifest: { license: "MIT", repository: "github:a/b", scripts: { install: "x" } },
};

describe("platformPackages", () => {
  it("makes one for each target, in npm's words", () => {
    const packages = platformPackages(project, [staged(linux), staged({ os: "win32", arch: "arm64" })]);
    expect(packages.map(({ manifest }) => manifest)).toEqual([
      {
        ...{
          name: "@scope/demo-linux-x64-glibc",
          version: "1.2.3",
          license: "MIT",
          repository: "github:a/b",
        },
        description: "The native addon of @scope/demo for linux-x64-glibc.",
        ...{ os: ["linux"], cpu: ["x64"], libc: ["glibc"], files: ["napi-v8/demo.node"] },
      },
      expect.objectContaining({ name: "@scope/demo-win32-arm64", os: ["win32"], cpu: ["arm64"] }),
    ]);
    expect(packages[1]?.manifest).not.toHaveProperty("libc");
  });

  it("holds all builds of a target, the fittest first", () => {
    const builds = [{ nodeApi: 3 }, { nodeAbi: 127 }, { nodeApi: 8 }, { nodeAbi: 137 }].map((one) =>
      staged(linux, one),
    );
    const [only] = platformPackages(project, builds);
    expect(only?.addons.map(({ path }) => path)).toEqual([
      "node-v137/demo.node",
      "node-v127/demo.node",
      "napi-v8/demo.node",
      "napi-v3/demo.node",
    ]);
  });

  it("takes along what was packed with the addon, but for what a linker leaves", () => {
    const names = [
      "demo.exp",
      "demo.lib",
      "demo.node",
      "demo.pdb",
      "lib/libz.so.1",
      "obj/demo/demo.obj",
      "words.txt",
    ];
    const files = names.map((path) => ({ path, sizeBytes: 1, sha256: "" }));
    const [only] = platformPackages(project, [staged(linux, { nodeApi: 8, files })]);
    const kept = ["napi-v8/demo.node", "napi-v8/lib/libz.so.1", "napi-v8/words.txt"];
    expect(only?.manifest).toMatchObject({ files: kept });
  });
});
