import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "./support/addon.js";
import { type Outcome, runBin } from "./support/run.js";
import { sourceAddon } from "./support/source-addon.js";

const migrate = (cwd: string, ...words: readonly string[]): Promise<Outcome> =>
  runBin("nodewright-prebuild", ["migrate", ...words], { cwd, env: { HOME: temporaryDirectory() } });

// npm is asked what it would publish, which takes it seconds.
describe("nodewright prebuild migrate --check", { timeout: 300_000 }, () => {
  it("says what works and what to change, and writes nothing", async () => {
    const cwd = sourceAddon();
    const before = readdirSync(cwd, { recursive: true });
    const { exitCode, stdout } = await migrate(cwd, "--check");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^uses @mapbox\/node-pre-gyp\n/);
    expect(stdout).toContain('-> "@mapbox/node-pre-gyp": "npm:@nodewright/prebuild@^');
    expect(stdout).toMatch(/\nnothing breaks\n$/);
    expect(readdirSync(cwd, { recursive: true })).toEqual(before);
  });

  it("exits with 1 for what would break, in JSON too", async () => {
    const cwd = sourceAddon();
    writeFileSync(join(cwd, "index.js"), 'require("@mapbox/node-pre-gyp/lib/install.js");');
    const told = await migrate(cwd, "--check");
    expect(told).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^breaks +index\.js: require.*\n +-> .*\n(.*\n)*1 would break\n$/m),
    });
    const { exitCode, stdout } = await migrate(cwd, "--check", "--json");
    expect(exitCode).toBe(1);
    const { findings } = JSON.parse(stdout);
    expect(findings.map(({ verdict }: { verdict: string }) => verdict)).toContain("breaks");
  });

  it("is called with --check, in an addon's folder", async () => {
    expect(await migrate(sourceAddon())).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^error: .*--check/),
    });
    expect(await migrate(sourceAddon(), "--check", "-C", "nowhere")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^error: .*nowhere.*\nhint: ./),
    });
  });
});
