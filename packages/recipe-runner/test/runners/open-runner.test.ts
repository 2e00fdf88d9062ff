import { expect, it } from "vitest";
import { chooseRunner, createRunner, runnerNames } from "../../src/runners/open-runner.js";
import { lacks } from "../support/runners.js";
import { tempDir } from "../support/temporary.js";

const now = (): Date => new Date();

it("creates each by its name", () => {
  for (const name of runnerNames) expect(createRunner(name, { env: {}, now }).name).toBe(name);
});

it.skipIf(lacks.podman && lacks.bubblewrap)("chooses one that isolates (skipped without any)", async () => {
  const runner = await chooseRunner({ env: process.env, settings: tempDir(), now });
  expect(runner.isolates).toBe(true);
});

it("never chooses the bare machine: it says what each lacks", async () => {
  const choosing = chooseRunner({ env: { PATH: tempDir() }, now });
  await expect(choosing).rejects.toMatchObject({ code: "ERR_RECIPE_RUNNER" });
  await expect(choosing).rejects.toThrow(
    /podman is not installed; docker is not installed; bubblewrap is not/,
  );
});
