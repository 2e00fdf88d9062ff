import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRunner } from "../src/runners/open-runner.js";
import type { Runner } from "../src/runners/runner.js";
import { type RunnerTest, testRunner } from "../src/test-runner.js";
import { lacks, newLease, newRunner } from "./support/runners.js";
import { tempDir } from "./support/temporary.js";

async function test(runner: Runner): Promise<RunnerTest> {
  const directory = join(tempDir(), "probe");
  const result = await testRunner(runner, { directory, lease: newLease() });
  expect(existsSync(directory)).toBe(false);
  return result;
}

const SANDBOX = ["no-network", "read-only-root", "no-capabilities", "no-new-privileges", "not-root"];

describe("testRunner", () => {
  it.skipIf(lacks.podman)("finds that podman holds everything (skipped without podman)", async () => {
    const { problem, holds, version } = await test(newRunner("podman"));
    expect(problem).toBeUndefined();
    expect(version).toMatch(/^podman \d/);
    expect(holds).toEqual([...SANDBOX, "memory-limit", "process-limit", "adoption"]);
  });

  it.skipIf(lacks.bubblewrap)(
    "finds that bubblewrap ends with its worker (skipped without bwrap)",
    async () => {
      const { problem, holds, lacks: missing } = await test(newRunner("bubblewrap"));
      expect(problem).toBeUndefined();
      expect(holds).toEqual(expect.arrayContaining(SANDBOX));
      expect(missing).toContain("adoption");
    },
  );

  it("finds that the bare machine isolates nothing", async () => {
    const { lacks: missing } = await test(newRunner("host"));
    expect(missing).toEqual(expect.arrayContaining(["no-network", "adoption"]));
  });

  it("says what to do where a runner is missing", async () => {
    const runner = createRunner("bubblewrap", { env: { PATH: tempDir() }, now: () => new Date() });
    expect(await test(runner)).toMatchObject({
      runner: "bubblewrap",
      version: undefined,
      holds: [],
      problem: { message: "bubblewrap is not installed", hint: expect.stringContaining("install") },
    });
  });
});
