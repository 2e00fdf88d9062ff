import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyFiles } from "../src/create-farm.js";
import { diagnoseFarm } from "../src/diagnose-farm.js";
import { startFarm } from "./support/farms.js";
import { rowOf } from "./support/upstream.js";

const { signal } = new AbortController();

describe("diagnoseFarm", () => {
  it("names what is wrong, and what to do", { timeout: 60_000 }, async () => {
    const { farm, upstream, root } = await startFarm();
    upstream.index(rowOf("v24.1.0"));
    const verdicts = async (): Promise<Record<string, string>> =>
      Object.fromEntries((await diagnoseFarm(farm, signal)).map(({ name, verdict }) => [name, verdict]));
    const sound = {
      keys: "ok",
      recipes: "ok",
      queue: "ok",
      tree: "ok",
      space: "ok",
      "channel release": "ok",
      host: "ok",
    };
    expect(await verdicts()).toEqual(sound);
    chmodSync(join(root, keyFiles.privateKey), 0o644);
    rmSync(join(upstream.folder, "index.json"));
    expect(await verdicts()).toEqual({ ...sound, keys: "problem", "channel release": "problem" });
  });
});
