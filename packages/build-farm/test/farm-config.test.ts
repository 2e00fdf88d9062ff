import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultConfig, loadConfig, parseConfig } from "../src/farm-config.js";
import { temporaryFolder } from "./support/farms.js";

describe("parseConfig", () => {
  it("takes what a new farm begins with, and names every key at fault", () => {
    expect(parseConfig(defaultConfig, "farm.json")).toEqual(defaultConfig);
    const wrong = { ...defaultConfig, name: "", runner: "vm", colour: "red" };
    expect(() => parseConfig(wrong, "farm.json")).toThrow(/name: .*; runner: .*; .*colour/);
  });
});

describe("loadConfig", () => {
  it("tells a folder that is no farm", async () => {
    const root = temporaryFolder();
    await expect(loadConfig(root)).rejects.toMatchObject({
      code: "ERR_FARM_CONFIG",
      hint: expect.stringContaining("init"),
    });
    writeFileSync(join(root, "farm.json"), "{");
    await expect(loadConfig(root)).rejects.toMatchObject({ code: "ERR_FARM_CONFIG" });
    writeFileSync(join(root, "farm.json"), JSON.stringify(defaultConfig));
    expect(await loadConfig(root)).toEqual(defaultConfig);
  });
});
