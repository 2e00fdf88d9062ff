import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stagedPrebuilds } from "../../src/publish/staged-prebuilds.js";
import { KEY, stage } from "../support/publish.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

it("stagedPrebuilds(): the tarballs of this version that are there", async () => {
  const { stagedTarball } = await stage();
  const root = join(stagedTarball, "../../../..");
  const addon = { root, name: "my-addon", version: "1.2.3" };
  expect(await stagedPrebuilds(addon)).toEqual([{ packageName: KEY, stagedTarball }]);
  cpSync(stagedTarball, join(root, "build/stage/unlisted.tar.gz"));
  expect(await stagedPrebuilds(addon)).toHaveLength(1);
  await expect(stagedPrebuilds({ ...addon, version: "1.2.4" })).rejects.toMatchObject({
    code: "ERR_PREBUILD_PACK",
  });
  rmSync(stagedTarball);
  await expect(stagedPrebuilds(addon)).rejects.toMatchObject({ code: "ERR_PREBUILD_PACK" });
});

it("stagedPrebuilds(): an addon of which nothing was ever packed", async () => {
  const addon = { root: temporaryDirectory(), name: "my-addon", version: "1.2.3" };
  await expect(stagedPrebuilds(addon)).rejects.toThrow("has no tarball of it");
});
