import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { publishPrebuild } from "../../src/publish/publish-prebuild.js";
import { install, installPlan, listing, TARBALL } from "../support/install.js";
import { directoryPlace, KEY, stage } from "../support/publish.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

describe("publishPrebuild()", () => {
  it("publishes what an install then finds vouched for", async () => {
    const staged = await stage();
    const place = directoryPlace();
    const { location, keys } = await publishPrebuild(staged, place);
    expect(location).toBe(join(place.root, KEY));
    expect(keys).toEqual([KEY, `${KEY}.json`]);
    expect(readFileSync(location)).toEqual(readFileSync(staged.stagedTarball));
    const { outcome } = await install(installPlan(temporaryDirectory(), `file://${place.root}/`), {
      requireIntegrity: true,
    });
    expect(outcome).toMatchObject({ state: "installed", voucher: { by: "host" } });
  });

  it("does not publish over what is there, be it the same", async () => {
    const staged = await stage();
    const place = directoryPlace();
    await publishPrebuild(staged, place);
    const before = readFileSync(join(place.root, `${KEY}.json`));
    for (const again of [staged, await stage()]) {
      await expect(publishPrebuild(again, place)).rejects.toMatchObject({
        code: "ERR_PREBUILD_EXISTS",
        message: expect.stringContaining("Cannot publish over existing version"),
      });
    }
    expect(readFileSync(join(place.root, `${KEY}.json`))).toEqual(before);
  });

  it("completes a publish that was cut short, and no other", async () => {
    const staged = await stage();
    const place = directoryPlace();
    await place.store.put(KEY, staged.stagedTarball);
    await publishPrebuild(staged, place);
    expect(listing(join(place.root, "v1.2.3"))).toEqual([TARBALL, `${TARBALL}.json`]);
    const other = directoryPlace();
    await other.store.put(KEY, Buffer.from("of somebody else"));
    await expect(publishPrebuild(staged, other)).rejects.toMatchObject({ code: "ERR_PREBUILD_EXISTS" });
    expect(listing(join(other.root, "v1.2.3"))).toEqual([TARBALL]);
  });

  it("publishes a tarball without a manifest alone", async () => {
    const staged = await stage();
    rmSync(`${staged.stagedTarball}.json`);
    expect((await publishPrebuild(staged, directoryPlace())).keys).toEqual([KEY]);
  });

  it("refuses a tarball that was changed after it was packed", async () => {
    const staged = await stage();
    appendFileSync(staged.stagedTarball, "x");
    const place = directoryPlace();
    await expect(publishPrebuild(staged, place)).rejects.toMatchObject({ code: "ERR_PREBUILD_INTEGRITY" });
    expect(listing(place.root)).toEqual([]);
  });

  it("says what to do when nothing is staged", async () => {
    const staged = { packageName: TARBALL, stagedTarball: "/nowhere/build/stage/x.tar.gz" };
    await expect(publishPrebuild(staged, directoryPlace())).rejects.toMatchObject({
      code: "ERR_PREBUILD_PACK",
      message:
        "Cannot publish because /nowhere/build/stage/x.tar.gz missing: run `node-pre-gyp package` first",
    });
  });
});
