import { join } from "node:path";
import { expect, test } from "vitest";
import { findLocalBuilds } from "../../src/locate/local-builds.js";
import { locateContext, packageFolder } from "../support/package-folder.js";

test("findLocalBuilds() finds releases before debug builds, unless loaders are told to pass over them", async () => {
  const root = packageFolder(
    {},
    {
      "build/Debug/a.node": "linux-x64-glibc",
      "build/Release/b.node": "linux-x64-glibc",
    },
  );
  const found = await findLocalBuilds(locateContext({}, { root }));
  expect(found.map(({ place }) => place)).toEqual([
    { kind: "file", path: join(root, "build/Release/b.node") },
    { kind: "file", path: join(root, "build/Debug/a.node") },
  ]);
  expect(await findLocalBuilds(locateContext({}, { root, env: { PREBUILDS_ONLY: "1" } }))).toEqual([]);
  expect(await findLocalBuilds(locateContext({}, { root: packageFolder({}) }))).toEqual([]);
});
