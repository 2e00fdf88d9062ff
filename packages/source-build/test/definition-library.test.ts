import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { definitionLibrary } from "../src/definition-library.generated.js";

test("definitionLibrary is scripts/definition.bash as it is now", () => {
  expect(definitionLibrary).toBe(
    readFileSync(new URL("../scripts/definition.bash", import.meta.url), "utf8"),
  );
});

test("definitionLibrary is bash", () => {
  expect(spawnSync("bash", ["--norc", "-n"], { input: definitionLibrary, encoding: "utf8" }).stderr).toBe("");
});
