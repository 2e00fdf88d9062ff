import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { channelConfigOf, fetchSource, findSource, readUpstreamIndex } from "../src/upstream.js";
import { startFarm } from "./support/farms.js";
import { rowOf } from "./support/upstream.js";

describe("findSource, fetchSource", () => {
  it("finds a source by its signed list and takes no other bytes", async () => {
    const { farm, upstream, root } = await startFarm();
    expect(await findSource(farm, "v24.1.0")).toBeUndefined();
    await upstream.publish("v24.1.0");
    const source = await findSource(farm, "v24.1.0");
    if (source === undefined) throw new Error("it is not found");
    expect(source).toMatchObject({
      fileName: "node-v24.1.0.tar.xz",
      url: `${upstream.url}/v24.1.0/node-v24.1.0.tar.xz`,
    });
    const path = join(root, "source.tar.xz");
    await fetchSource(farm, source, path);
    const archive = join(upstream.folder, "v24.1.0/node-v24.1.0.tar.xz");
    expect(readFileSync(path)).toEqual(readFileSync(archive));
    writeFileSync(archive, "other bytes");
    const again = join(root, "again.tar.xz");
    await expect(fetchSource(farm, source, again)).rejects.toMatchObject({ code: "ERR_ARTIFACT_DIGEST" });
    expect(existsSync(again)).toBe(false);
  });

  it("believes no list that is unsigned, unless the channel says so", async () => {
    const { farm, upstream } = await startFarm();
    await upstream.publish("v24.1.0");
    const { rmSync } = await import("node:fs");
    rmSync(join(upstream.folder, "v24.1.0/SHASUMS256.txt.asc"));
    expect(await findSource(farm, "v24.1.0")).toBeUndefined();
    const channels = { release: { url: upstream.url, verification: "shasums" as const } };
    expect(await findSource({ ...farm, config: { ...farm.config, channels } }, "v24.1.0")).toBeDefined();
  });
});

describe("readUpstreamIndex", () => {
  it("reads rows, and says where there are none", async () => {
    const { farm, upstream } = await startFarm();
    upstream.index(rowOf("v24.1.0"));
    expect(await readUpstreamIndex(farm, "release")).toEqual([rowOf("v24.1.0")]);
    expect(() => channelConfigOf(farm, "constructor")).toThrow(
      expect.objectContaining({ code: "ERR_FARM_UPSTREAM" }),
    );
  });
});
