import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { artifactKey } from "../../src/built-files.js";
import { type BuildResult, buildResultSchema } from "../../src/farm-job.js";
import { buildStep, openRunner } from "../../src/steps/build-step.js";
import { sourceStep } from "../../src/steps/source-step.js";
import { copyRecipe, lacksCompiler, startFarm } from "../support/farms.js";
import { doStep, version } from "../support/steps.js";

describe.skipIf(lacksCompiler)("buildStep", () => {
  it("leaves archives and facts", { timeout: 60_000 }, async () => {
    const test = await startFarm();
    await test.upstream.publish(version);
    await doStep(test, "source", sourceStep, "stand-in");
    const result = (await doStep(test, "build", buildStep, "stand-in")) as BuildResult;
    expect(buildResultSchema.parse(result)).toEqual(result);
    expect(result.files.map(({ fileName }) => fileName.slice(-7))).toEqual([".tar.gz", ".tar.xz"]);
    for (const file of result.files)
      expect(existsSync(join(test.root, "artifacts", artifactKey(file)))).toBe(true);
    expect((await openRunner(test.farm)).name).toBe("host");
  });

  it("builds by no other recipe than was queued", async () => {
    const test = await startFarm();
    await test.upstream.publish(version);
    await doStep(test, "source", sourceStep, "stand-in");
    const changing: typeof buildStep = async (context) => {
      copyRecipe(test.root, "stand-in", { summary: "changed" });
      return buildStep(context);
    };
    await expect(doStep(test, "build", changing, "stand-in")).rejects.toMatchObject({
      code: "ERR_FARM_RECIPE",
    });
  });
});
