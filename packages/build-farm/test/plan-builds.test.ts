import { describe, expect, it } from "vitest";
import { planBuilds } from "../src/plan-builds.js";
import { startFarm } from "./support/farms.js";
import { rowOf } from "./support/upstream.js";

describe("planBuilds", () => {
  it("lists what is built and not published", async () => {
    const { farm, upstream } = await startFarm();
    upstream.index(rowOf("v24.1.0"), rowOf("v22.1.0"));
    const holes = await planBuilds(farm, {
      channel: "release",
      includes: (version) => version.startsWith("v24."),
    });
    expect(holes.map(({ version, recipe, estimatedMs }) => [version, recipe, estimatedMs])).toEqual([
      ["v24.1.0", "stand-in", undefined],
      ["v24.1.0", "stand-in-headers", undefined],
      ["v24.1.0", "stand-in-pointer-compression", undefined],
    ]);
  });
});
