import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  channelOf,
  channelStore,
  currentGeneration,
  openReleaseTree,
  releaseFolder,
} from "../src/release-tree.js";
import { temporaryFolder } from "./support/fixtures.js";

describe("openReleaseTree", () => {
  it("is empty where nothing was published", async () => {
    const root = temporaryFolder();
    const tree = openReleaseTree(root);
    expect(await tree.channels()).toEqual([]);
    expect(await tree.releases("release")).toEqual([]);
    expect(await tree.release("v1.0.0")).toBeUndefined();
    expect(await releaseFolder(tree.folderOf("release"), "v1.0.0")).toBeUndefined();
    expect(tree.folderOf("rc")).toBe(join(root, "download/rc"));
  });

  it("takes no plain folder for a channel, and no release without a record", async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "download/release/v1.0.0"), { recursive: true });
    await expect(currentGeneration(root, "release")).rejects.toMatchObject({ code: "ERR_PUBLISH_TREE" });
    await expect(openReleaseTree(root).release("v1.0.0")).rejects.toMatchObject({ code: "ERR_PUBLISH_TREE" });
  });
});

describe("channelOf", () => {
  it.each([
    ["24.1.0", "release"],
    ["v24.1.0-rc.12", "rc"],
    ["v24.0.0-nightly20260417b178842482", "nightly"],
    ["v24.0.0-v8-canary20260417b178842482", "v8-canary"],
    ["v24.1.0-mine", "custom"],
  ])("%s is of %s", (version, channel) => {
    expect(channelOf(version)).toBe(channel);
    expect(channelStore("/x", channel)).toBe(`/x/tree/${channel}`);
  });
});
