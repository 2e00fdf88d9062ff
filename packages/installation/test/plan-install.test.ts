import { beforeEach, describe, expect, it } from "vitest";
import type { InstallOptions } from "../src/install-node.js";
import { planInstall } from "../src/plan-install.js";
import { filePart, nodeArchive, offerOf, row, sourceOf } from "./support/offers.js";
import { addInstall } from "./support/receipts.js";
import { scratch } from "./support/scratch.js";
import { quickClient } from "./support/server.js";
import { linux, linuxArm } from "./support/targets.js";

const rows = [row("v26.1.0", { lts: false }), row("v24.1.0"), row("v22.3.0", { lts: "Jod" })];
const schedule = {
  v22: { start: "2024-04-24", lts: "2024-10-29", maintenance: "2025-10-21", end: "2027-04-30" },
  v24: { start: "2025-05-06", lts: "2025-10-28", maintenance: "2026-10-20", end: "2028-04-30" },
};

let options: InstallOptions;

beforeEach(async () => {
  const offer = offerOf([await filePart(await nodeArchive())]);
  options = {
    spec: "24",
    target: linux,
    host: linuxArm,
    sources: [sourceOf(rows, async (release) => ({ ...offer, release }))],
    root: await scratch(),
    client: quickClient(),
    env: {},
    now: new Date("2026-11-20T12:00:00Z"),
    coreVersion: "0.1.0",
  };
});

describe("planInstall", () => {
  it.each([
    ["stable", "nvm", "v26.1.0"],
    ["stable", "n", "v24.1.0"],
    ["supported", "nv", "v24.1.0"],
    ["node@22", "nodewright", "v22.3.0"],
    ["lts/-1", undefined, "v22.3.0"],
  ] as const)("reads %j as %s does: %s", async (spec, dialect, version) => {
    const plan = await planInstall({ ...options, spec, dialect, schedule });
    expect(plan).toMatchObject({ kind: "offer", place: { version }, offer: { release: { version } } });
  });

  it("offers what replaces an install of the same release whose node is not what it was", async () => {
    await addInstall(options.root, "v24.1.0");
    expect(await planInstall(options)).toMatchObject({ kind: "offer", replaces: true });
    expect(await planInstall({ ...options, spec: "26" })).toMatchObject({ kind: "offer", replaces: false });
  });
});
