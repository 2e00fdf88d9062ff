import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "./support/addon.js";
import { runBin } from "./support/run.js";

it("node-pre-gyp keeps its compiled code in the user's cache folder, for the next start", async () => {
  const cache = temporaryDirectory();
  const env = { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };
  const asked = { cwd: temporaryDirectory(), env };
  for (const _round of [1, 2]) {
    const { exitCode, stdout, stderr } = await runBin("node-pre-gyp", ["-v"], asked);
    expect([exitCode, stdout, stderr]).toEqual([0, expect.stringMatching(/^v\d+\.\d+\.\d+\n$/), ""]);
  }
  const kept = readdirSync(cache, { recursive: true }).map((name) => join(cache, String(name)));
  expect(kept.some((name) => /[\\/]code[\\/]./.test(name))).toBe(true);
});
