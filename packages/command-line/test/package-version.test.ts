import { expect, test } from "vitest";
import { packageVersion } from "../src/package-version.js";

test("packageVersion() is the manifest's version", () => {
  expect(packageVersion(new URL("../package.json", import.meta.url))).toMatch(/^\d+\.\d+\.\d+$/);
});
