import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyFiles } from "../src/create-farm.js";
import { findRecipe } from "../src/open-farm.js";
import { startFarm } from "./support/farms.js";

describe("openFarm", () => {
  it("has the recipes as they are now, and keys only where they lie", async () => {
    const { farm, root } = await startFarm();
    expect((await farm.recipes()).map(({ data }) => data.name)).toEqual([
      "stand-in",
      "stand-in-headers",
      "stand-in-pointer-compression",
    ]);
    rmSync(join(root, "recipes/stand-in-headers"), { recursive: true });
    expect(await farm.recipes()).toHaveLength(2);
    expect((await findRecipe(farm, "stand-in")).data.name).toBe("stand-in");
    await expect(findRecipe(farm, "none")).rejects.toMatchObject({
      code: "ERR_FARM_RECIPE",
      hint: expect.stringContaining("stand-in"),
    });
    expect(await farm.keys()).toMatchObject({ publicKey: expect.stringContaining("PUBLIC KEY") });
    rmSync(join(root, keyFiles.privateKey));
    expect(await farm.keys()).toBeUndefined();
  });
});
