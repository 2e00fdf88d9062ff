import { expect, it } from "vitest";
import { mainManifest } from "../../src/emit/main-package.js";
import { platformPackages } from "../../src/emit/platform-package.js";
import { MANIFEST } from "../support/demo-project.js";
import { linux, staged } from "../support/staged.js";

it("mainManifest takes exactly this version of each platform, and what ran at install time out", () => {
  const manifest = {
    ...MANIFEST,
    files: ["index.js"],
    dependencies: { ...MANIFEST.dependencies, semver: "^7.0.0" },
    optionalDependencies: { fsevents: "^2.0.0" },
  };
  const project = { root: "/", name: "demo-addon", version: "1.2.3", binary: {}, manifest };
  expect(mainManifest(project, platformPackages(project, [staged(linux)]), "native.js")).toEqual({
    ...{ name: "demo-addon", version: "1.2.3", main: "index.js", license: "MIT", gypfile: false },
    files: ["index.js", "native.js"],
    scripts: { test: "node test.js" },
    dependencies: { semver: "^7.0.0" },
    optionalDependencies: { fsevents: "^2.0.0", "demo-addon-linux-x64-glibc": "1.2.3" },
  });
});
