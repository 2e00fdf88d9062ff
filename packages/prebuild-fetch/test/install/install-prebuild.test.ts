import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { failure, install, installPlan, listing, TARBALL } from "../support/install.js";
import { realAddon } from "../support/real-addons.js";
import { serve } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const addon = realAddon("linux-x64-glibc");

describe("installPrebuild()", () => {
  test("fetches, checks and places an addon, and knows it again", async () => {
    const root = temporaryDirectory();
    const server = await serve({ [`/v1.2.3/${TARBALL}`]: await addonTarball(addon) });
    const plan = installPlan(root, server.url);
    const first = await install(plan);
    expect(first).toMatchObject({ error: undefined, outcome: { state: "installed", voucher: undefined } });
    expect(first.warnings).toMatchObject([{ code: "unverified" }]);
    expect(readFileSync(plan.addonFile).equals(addon)).toBe(true);
    expect(listing(root)).toEqual(["lib", "lib/binding", "lib/binding/my_addon.node"]);
    const asked = server.requests.length;
    expect(await install(plan)).toMatchObject({ outcome: { state: "present" }, warnings: [] });
    expect(server.requests.length).toBe(asked);
    expect(await install(plan, { update: true })).toMatchObject({ outcome: { state: "installed" } });
  });

  test("obeys the stricter demand: the package's, or the caller's", async () => {
    const server = await serve({ [`/v1.2.3/${TARBALL}`]: await addonTarball(addon) });
    for (const [demand, requireIntegrity] of [
      [true, false],
      [false, true],
      ["signed", true],
    ] as const) {
      const plan = installPlan(temporaryDirectory(), server.url, { requireIntegrity: demand });
      await failure(plan, "ERR_PREBUILD_UNVERIFIED", { requireIntegrity });
    }
  });

  test("installs from a file: address", async () => {
    const root = temporaryDirectory();
    const mirror = temporaryDirectory();
    writeFileSync(join(mirror, TARBALL), await addonTarball(addon));
    const plan = installPlan(root, "", { hostedTarball: `file://${mirror}/${TARBALL}` });
    expect(await install(plan)).toMatchObject({ outcome: { state: "installed" } });
  });
});
