import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fetchPackage } from "../../src/addons/fetch-package.js";
import { sourcesOf } from "../support/registry.js";
import { scratch } from "../support/scratch.js";

it("fetches a package once, and keeps it", async () => {
  const sources = await sourcesOf({ "@a/b@1.2.3": scratch({ "package.json": "{}", "x.txt": "x" }) });
  const folder = await fetchPackage("@a/b", "^1.2.3", sources);
  expect(readFileSync(join(folder, "x.txt"), "utf8")).toBe("x");
  expect(await fetchPackage("@a/b", "1.2.3", { ...sources, offline: true })).toBe(folder);
});

it("says what is not there", async () => {
  const sources = await sourcesOf({});
  const error = { code: "ERR_PACKAGING_ADDON", message: expect.stringContaining("c@1.0.0") };
  await expect(fetchPackage("c", "1.0.0", sources)).rejects.toMatchObject(error);
  await expect(fetchPackage("c", "1.0.0", { ...sources, offline: true })).rejects.toMatchObject(error);
});
