import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { Build } from "../src/build.js";
import { buildFolders, planBuild } from "../src/build-plan.js";
import { readBuildState } from "../src/build-state.js";
import { sha256OfFile } from "../src/collect-outputs.js";
import { loadRecipe } from "../src/load-recipe.js";
import { runRecipe } from "../src/run-recipe.js";
import type { RunnerName } from "../src/runners/runner.js";
import type { BuildRecipe } from "../src/types.js";
import { writeRecipe } from "./support/recipes.js";
import { lacks, newLease, newRunner } from "./support/runners.js";
import { tempDir } from "./support/temporary.js";

const VERSION = "v24.1.0";
const PHASES = [
  { name: "first", run: "first.sh", network: false },
  { name: "second", run: "second.sh", network: false },
];

/** A worker in a process of its own, which can be killed. */
const WORKER = `
import { createRunner, loadRecipe, runRecipe } from "@nodewright/recipe-runner";
const [options, settings] = process.argv.slice(1).map((text) => JSON.parse(text));
const now = () => new Date();
const runner = createRunner("podman", { env: process.env, settings, now });
const log = ({ text }) => process.stdout.write(text);
await runRecipe({ ...options, recipe: await loadRecipe(options.folder), runner, log, now });
`;

async function newBuild(runner: RunnerName, first: string, second: string): Promise<Build> {
  const folder = writeRecipe(
    tempDir(),
    { "first.sh": `#!/bin/sh -eu\n${first}\n`, "second.sh": `#!/bin/sh -eu\n${second}\n` },
    { phases: PHASES },
  );
  const recipe = (await loadRecipe(folder)) as BuildRecipe;
  const directory = join(tempDir(), "build");
  const source = { path: join(folder, "recipe.json"), sha256: "" };
  const { limits } = recipe.data;
  const inputs = { source, directory, limits, version: VERSION, processors: 1, releaseUrlBase: "" };
  const target = createTarget({ os: "linux", arch: "x64", libc: "glibc" });
  const plan = planBuild(recipe, { ...inputs, host: target, isolates: runner !== "host" });
  const common = { recipe, version: VERSION, directory, plan, limits, log: () => undefined };
  return new Build({ ...common, runner: newRunner(runner), lease: newLease(), now: () => new Date() });
}

describe("Build", () => {
  it("runs the phases in their order, in one working directory", async () => {
    const build = await newBuild("host", "echo one >file", "cat file && echo two");
    const { phases } = await build.run();
    expect(phases.map(({ name }) => name)).toEqual(["first", "second"]);
  });

  it("does not begin a phase when the one before has failed", async () => {
    const build = await newBuild("host", "exit 1", "touch $OUT/begun");
    await expect(build.run()).rejects.toMatchObject({ code: "ERR_RECIPE_BUILD", phase: "first" });
  });
});

describe.skipIf(lacks.podman)("a worker that was killed (skipped without podman)", () => {
  it("leaves its container to the next one, which goes on with it", async () => {
    const directory = join(tempDir(), "build");
    const script =
      "echo one >>$OUT/count; echo begun; sleep 6; tar -czf $OUT/node-$VERSION-linux-x64-musl.tar.gz count";
    const folder = writeRecipe(
      tempDir(),
      {
        "first.sh": "#!/bin/sh\ntouch left-by-first",
        "second.sh": `#!/bin/sh -eu\ncd $OUT\n${script}\nrm count\n`,
      },
      { phases: PHASES },
    );
    const source = join(folder, "recipe.json");
    const lease = newLease();
    const options = {
      version: VERSION,
      lease,
      directory,
      source: { path: source, sha256: await sha256OfFile(source) },
    };
    const args = [{ ...options, folder }, tempDir()].map((value) => JSON.stringify(value));
    const worker = spawn(process.execPath, ["--input-type=module", "--eval", WORKER, "--", ...args], {
      cwd: join(import.meta.dirname, ".."),
      stdio: ["ignore", "pipe", "inherit"],
    });
    let log = "";
    worker.stdout.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
    await expect.poll(() => log, { timeout: 40_000 }).toContain("begun");
    worker.kill("SIGKILL");
    await once(worker, "exit");

    const adopted: string[] = [];
    let again = "";
    const record = await runRecipe({
      ...options,
      recipe: (await loadRecipe(folder)) as BuildRecipe,
      runner: newRunner("podman"),
      now: () => new Date(),
      onAdopt: (phase) => adopted.push(phase),
      log: ({ text }) => {
        again += text;
      },
    });
    expect(adopted).toEqual(["second"]);
    expect(again).toContain("begun");
    expect(record.phases.map(({ name }) => name)).toEqual(["first", "second"]);
    expect(existsSync(join(buildFolders(directory).work, "left-by-first"))).toBe(true);
    expect((await readBuildState(directory))?.phases).toHaveLength(2);
  });
});
