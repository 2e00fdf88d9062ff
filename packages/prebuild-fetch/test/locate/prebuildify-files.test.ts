import { dirname } from "node:path";
import { expect, test } from "vitest";
import { findPrebuildifyFiles } from "../../src/locate/prebuildify-files.js";
import { locateContext, packageFolder } from "../support/package-folder.js";
import { realPrebuilds } from "../support/real-addons.js";

test("findPrebuildifyFiles() reads a folder that prebuildify filled", async () => {
  const found = await findPrebuildifyFiles(locateContext({}, { root: dirname(realPrebuilds) }));
  expect(found).toHaveLength(13);
  expect(found.map(({ candidate: { os, arch, libc } }) => [os, arch, libc].flat().join(" "))).toContain(
    "darwin x64 arm64 ",
  );
});

test("findPrebuildifyFiles() obeys <NAME>_PREBUILD, and passes over what is no build", async () => {
  const root = packageFolder({}, { "prebuilds/notes/readme.node": "linux-x64-glibc" });
  expect(await findPrebuildifyFiles(locateContext({}, { root }))).toEqual([]);
  const env = { MY_ADDON_PREBUILD: dirname(realPrebuilds) };
  expect(await findPrebuildifyFiles(locateContext({}, { root, env }))).toHaveLength(13);
});
