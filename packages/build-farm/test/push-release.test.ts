import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FarmJob } from "../src/farm-job.js";
import { gateOf, priorityOf, pushRelease, requestsFor } from "../src/push-release.js";
import { copyRecipe, startFarm } from "./support/farms.js";
import { rowOf } from "./support/upstream.js";

const gates = [{ excludes: "<24", reason: "too old a compiler", link: "https://example.org/1" }];

describe("pushRelease", () => {
  it("leaves out what gates keep back, unless it is asked for by name: then it says why", async () => {
    const { farm, root } = await startFarm();
    copyRecipe(root, "gated", { gates });
    const names = async (version: string): Promise<string[]> =>
      [...new Set((await requestsFor(farm, { version })).map(({ group = "" }) => group))].sort();
    expect(await names("24.1.0")).toContain("gated");
    expect(await names("v22.1.0")).not.toContain("gated");
    const asked = pushRelease(farm, { version: "v22.1.0", recipes: ["gated"] });
    await expect(asked).rejects.toThrow("gated does not build v22.1.0: too old a compiler");
    await expect(pushRelease(farm, { version: "v22.1.0", recipes: ["none"] })).rejects.toMatchObject({
      code: "ERR_FARM_RECIPE",
    });
    await expect(pushRelease(farm, { version: "22" })).rejects.toMatchObject({ code: "ERR_RELEASE_VERSION" });
  });

  it("lets a recipe that has changed take the place of what waits", async () => {
    const { farm, root } = await startFarm();
    const push = () => pushRelease(farm, { version: "v24.1.0", recipes: ["stand-in"] });
    await push();
    copyRecipe(root, "stand-in", { summary: "changed" });
    await push();
    const { jobs } = await farm.queue.list({ kinds: ["build"] });
    expect(jobs.map(({ state }) => state).sort()).toEqual(["blocked", "superseded"]);
    expect(join(root, "x")).toContain(root);
  });

  it("builds archived recipes, and those for whichever machine, only by name", async () => {
    const { farm, root } = await startFarm();
    copyRecipe(root, "archived", { status: "archived" });
    const [recipe] = (await farm.recipes()).filter(({ data }) => data.name === "archived");
    if (recipe === undefined) throw new Error("there is no such recipe");
    expect(gateOf(recipe, "v24.1.0")).toBe("the recipe is archived");
    expect((await pushRelease(farm, { version: "v24.1.0", recipes: ["archived"] })).length).toBe(4);
    copyRecipe(root, "trial", { target: "host" });
    const groups = (await requestsFor(farm, { version: "v24.2.0" })).map(({ group }) => group);
    expect(groups).not.toContain("trial");
    expect((await pushRelease(farm, { version: "v24.2.0", recipes: ["trial"] })).length).toBe(4);
  });
});

describe("priorityOf", () => {
  it("has security releases first, then lines of long-term support", () => {
    const job = (version: string, more: Partial<FarmJob> = {}): number =>
      priorityOf({
        recipe: "x64",
        recipeDigest: "",
        revision: 1,
        ...rowOf(version),
        lts: false,
        security: false,
        ...more,
      });
    const order = [
      job("v20.1.0", { security: true }),
      job("v24.1.0", { lts: "Krypton" }),
      job("v25.0.0", { recipe: "musl" }),
      job("v25.0.0"),
      job("v26.0.0-rc.1"),
      job("v26.0.0-nightly20260417b178842482"),
    ];
    expect([...order].sort((a, b) => b - a)).toEqual(order);
    expect(new Set(order).size).toBe(order.length);
  });
});
