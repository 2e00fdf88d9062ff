import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkReleases } from "../src/check-releases.js";
import { startFarm } from "./support/farms.js";
import { rowOf } from "./support/upstream.js";

const channel = "release";

describe("checkReleases", () => {
  it("takes what is there at first for seen, then queues what is new, each once", async () => {
    const { farm, upstream } = await startFarm();
    upstream.index(rowOf("v24.0.0"), rowOf("v22.1.0"));
    expect(await checkReleases(farm, { channel })).toMatchObject({ queued: [], known: 2 });
    for (const version of ["v24.1.0", "v22.1.1"]) await upstream.publish(version);
    // As many rows as before, and not at the end: a security release of several lines, an old one taken back.
    upstream.index(rowOf("v24.1.0", { security: true }), rowOf("v22.1.1", { security: true }));
    expect(await checkReleases(farm, { channel })).toMatchObject({
      queued: ["v22.1.1", "v24.1.0"],
      waiting: [],
    });
    expect(await checkReleases(farm, { channel })).toMatchObject({ queued: [], known: 4 });
    const { jobs } = await farm.queue.list({ limit: 100 });
    expect(jobs).toHaveLength(20);
    expect(Math.min(...jobs.map(({ priority }) => priority))).toBeGreaterThan(1000);
  });

  it("waits for the signed list, and for its signature", async () => {
    const { farm, upstream } = await startFarm();
    upstream.index(rowOf("v24.1.0"));
    const since = "v24.0.0";
    expect(await checkReleases(farm, { channel, since })).toMatchObject({ queued: [], waiting: ["v24.1.0"] });
    await upstream.publish("v24.1.0");
    const signed = join(upstream.folder, "v24.1.0/SHASUMS256.txt.asc");
    rmSync(signed);
    expect(await checkReleases(farm, { channel })).toMatchObject({ queued: [], waiting: ["v24.1.0"] });
    await upstream.publish("v24.1.0");
    expect(await checkReleases(farm, { channel })).toMatchObject({ queued: ["v24.1.0"], waiting: [] });
  });

  it("queues again what was cut off before it was written down, without a second job", async () => {
    const { farm, upstream, root } = await startFarm();
    upstream.index(rowOf("v24.0.0"));
    await checkReleases(farm, { channel });
    await upstream.publish("v24.1.0");
    upstream.index(rowOf("v24.1.0"), rowOf("v24.0.0"));
    await checkReleases(farm, { channel });
    writeFileSync(join(root, "discovery/release.json"), '{"versions":["v24.0.0"]}');
    expect((await checkReleases(farm, { channel })).queued).toEqual(["v24.1.0"]);
    expect((await checkReleases(farm, { channel, forget: ["v24.1.0"] })).queued).toEqual(["v24.1.0"]);
    expect((await farm.queue.list({ limit: 100 })).jobs).toHaveLength(10);
  });

  it("changes nothing when the index cannot be read, or is no index", async () => {
    const { farm, upstream } = await startFarm();
    await expect(checkReleases(farm, { channel })).rejects.toMatchObject({ code: "ERR_FARM_UPSTREAM" });
    writeFileSync(join(upstream.folder, "index.json"), "<html>");
    await expect(checkReleases(farm, { channel })).rejects.toMatchObject({ code: "ERR_FARM_UPSTREAM" });
    await expect(checkReleases(farm, { channel: "none" })).rejects.toMatchObject({
      code: "ERR_FARM_UPSTREAM",
    });
    upstream.index(rowOf("v24.0.0"));
    expect(await checkReleases(farm, { channel })).toMatchObject({ known: 1 });
  });

  it("does not build by a list that somebody else has signed", async () => {
    const { farm, upstream } = await startFarm();
    const other = await startFarm();
    await other.upstream.publish("v24.1.0");
    await upstream.publish("v24.1.0");
    upstream.index(rowOf("v24.1.0"));
    const { copyFileSync } = await import("node:fs");
    const name = "v24.1.0/SHASUMS256.txt.asc";
    copyFileSync(join(other.upstream.folder, name), join(upstream.folder, name));
    await expect(checkReleases(farm, { channel, since: "v24.0.0" })).rejects.toMatchObject({
      code: "ERR_SOURCE_SIGNATURE",
    });
  });
});
