import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ensureSource, sourceStep } from "../../src/steps/source-step.js";
import { startFarm } from "../support/farms.js";
import { doStep, version } from "../support/steps.js";

describe("sourceStep", () => {
  it("waits for the list, then brings the source, and again where it was cleared away", async () => {
    const test = await startFarm();
    await expect(doStep(test, "source", sourceStep, "stand-in")).rejects.toMatchObject({
      code: "ERR_FARM_UPSTREAM",
      failureClass: "infra",
    });
    await test.upstream.publish(version);
    const result = (await doStep(test, "source", sourceStep, "stand-in")) as { url: string; sha256: string };
    const path = await ensureSource(test.farm, version, result);
    expect(path).toBe(join(test.root, "sources", result.sha256, `node-${version}.tar.xz`));
    rmSync(path);
    expect(existsSync(await ensureSource(test.farm, version, result))).toBe(true);
  });
});
