import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readBuildState, writeBuildState } from "../src/build-state.js";
import { tempDir } from "./support/temporary.js";

const state = {
  lease: "1",
  recipeDigest: "ab",
  version: "v24.1.0",
  startedAt: "2026-11-21T00:00:00.000Z",
  phases: [{ name: "build", startedAt: "2026-11-21T00:00:00.000Z", endedAt: "2026-11-21T00:01:00.000Z" }],
};

it("writeBuildState keeps what readBuildState reads", async () => {
  const folder = tempDir();
  await writeBuildState(folder, state);
  expect(await readBuildState(folder)).toEqual(state);
});

it("a state that is missing or damaged is none", async () => {
  const folder = tempDir();
  expect(await readBuildState(folder)).toBeUndefined();
  writeFileSync(join(folder, "state.json"), '{"lease":"1"}');
  expect(await readBuildState(folder)).toBeUndefined();
});
