import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHostRunner } from "../../src/runners/host-runner.js";
import { leastData, recipeOf } from "../support/recipes.js";
import { newRunner, scriptRun } from "../support/runners.js";

describe("the host runner", () => {
  it("isolates nothing, and says so", () => {
    expect(createHostRunner({ env: {}, now: () => new Date() }).isolates).toBe(false);
  });

  it("ends with everything that it has started, whatever group it is in", async () => {
    const run = scriptRun("setsid sh -c 'sleep 2; touch late' & echo started; sleep 60");
    const log: string[] = [];
    const running = await newRunner("host").start({ ...run, cwd: run.work }, ({ text }) => log.push(text));
    await expect.poll(() => log).toContain("started\n");
    await running.stop();
    await running.remove();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(existsSync(join(run.work, "late"))).toBe(false);
  });

  it("does not wait for what a phase leaves running", async () => {
    const run = scriptRun("setsid sleep 50 & exit 0");
    const running = await newRunner("host").start({ ...run, cwd: run.work }, () => undefined);
    expect(await running.ended).toMatchObject({ exitCode: 0 });
    await running.remove();
  });

  it("has no images", async () => {
    const base = { kind: "image", image: "alpine:3.23", digest: `sha256:${"0".repeat(64)}` };
    const preparing = newRunner("host").prepareBase(recipeOf(leastData({ base })), { log: () => undefined });
    await expect(preparing).rejects.toMatchObject({ code: "ERR_RECIPE_RUNNER" });
  });
});
