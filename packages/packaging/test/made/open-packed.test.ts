import { join } from "node:path";
import { inject } from "@nodewright/executable/inject";
import { expect, it } from "vitest";
import { openPacked } from "../../src/made/open-packed.js";
import { packedApp } from "../support/packed.js";
import { scratch } from "../support/scratch.js";

it("takes an executable apart", async () => {
  const { output, base } = await packedApp({ "a.cjs": "1", "b.cjs": "2" });
  const { archive, nodeVersion, provenance, sbom } = await openPacked(output);
  expect(archive.entry).toMatch(/\/a\.cjs$/);
  expect(nodeVersion).toBe(base.analysis.nodeVersion);
  expect(provenance?.app).toEqual({ name: "app", version: "1.2.3" });
  expect(sbom).toContain("CycloneDX");
});

it("says so where another tool packed the app", async () => {
  const output = join(scratch(), "other");
  await inject({ base: process.execPath, output, content: { main: Buffer.from("1") }, signature: "remove" });
  await expect(openPacked(output)).rejects.toMatchObject({ code: "ERR_PACKAGING_NO_APP" });
});
