import { describe, expect, it } from "vitest";
import { farmStatus, legacyStatus, publishedBy } from "../src/farm-status.js";
import { pushRelease } from "../src/push-release.js";
import { startFarm } from "./support/farms.js";

describe("farmStatus", () => {
  it("shows each target of each version, and tells failed from gated, queued and published", async () => {
    const { farm } = await startFarm();
    await pushRelease(farm, { version: "v24.1.0", recipes: ["stand-in", "stand-in-headers"] });
    const { queue } = farm;
    const [lease] = await queue.lease({ worker: "w", labels: ["promote"] });
    if (lease === undefined) throw new Error("nothing was queued");
    await queue.complete(lease, { url: "https://x/", sha256: "0".repeat(64) });
    const [build] = await queue.lease({ worker: "w", labels: [] });
    if (build === undefined) throw new Error("nothing is ready");
    await queue.fail(build, { class: "build", reason: "it does not compile" });
    const [other] = await queue.lease({ worker: "w", labels: [] });
    const status = await farmStatus(farm);
    expect(status).toMatchObject({ versions: ["v24.1.0"], counts: { failed: 1, leased: 1 } });
    const failed = build.job.group ?? "";
    expect(status.matrix[failed]?.["v24.1.0"]).toMatchObject({
      state: "failed",
      reason: "it does not compile",
    });
    expect(status.matrix[other?.job.group ?? ""]?.["v24.1.0"]?.state).toBe("building");
    expect(status.matrix["stand-in-pointer-compression"]?.["v24.1.0"]).toEqual({ state: "none" });
    expect(status.workers.map(({ name }) => name)).toEqual(["w"]);
    expect(legacyStatus(status)).toMatchObject({
      activity: { building: { version: "v24.1.0" } },
      versions: ["v24.1.0"],
      matrix: { [failed]: { "v24.1.0": { state: "failed" } } },
      recent: [{ version: "v24.1.0", tally: { ok: 0, failed: 1, pending: 1, na: 1 } }],
    });
    expect(publishedBy([])).toEqual(new Set());
  });
});
