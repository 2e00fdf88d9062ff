import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { emitPackages } from "../../src/emit/emit-packages.js";
import { readProject } from "../../src/read-project.js";
import { buildDemo, host } from "../support/build-demo.js";
import { demoProject, tempDir } from "../support/demo-project.js";
import { startRegistry } from "../support/registry.js";

const { env } = process;
const platform = `demo-addon-${formatTarget(host)}`;

describe("emitPackages", () => {
  it("makes packages that npm and pnpm install without scripts, and that load", {
    timeout: 300_000,
  }, async () => {
    const root = demoProject();
    await buildDemo(root);
    const { main, platforms, usesLoader } = await emitPackages({ project: await readProject(root), env });
    expect(platforms.map(({ name }) => name)).toEqual([platform]);
    expect(usesLoader).toBe(true);
    expect(existsSync(join(main.folder, "build"))).toBe(false);
    const registry = await startRegistry([main.folder, ...platforms.map(({ folder }) => folder)]);
    for (const manager of ["npm", "pnpm"]) {
      const app = tempDir();
      writeFileSync(
        join(app, "package.json"),
        '{ "name": "app", "dependencies": { "demo-addon": "1.2.3" } }',
      );
      writeFileSync(join(app, ".npmrc"), `registry=${registry}\nignore-scripts=true\ncache=${tempDir()}\n`);
      await run(manager, ["install", "--ignore-scripts"], app);
      const { stdout } = await run(process.execPath, ["-p", 'require("demo-addon").answer'], app);
      expect(stdout.trim(), manager).toBe("42");
    }
  });

  it("replaces its own output, and nothing else", async () => {
    const root = demoProject({ name: "demo-addon", version: "1.2.3" });
    const project = await readProject(root);
    mkdirSync(join(root, "npm", "mine"), { recursive: true });
    const stage = join(await builtStage(), "build", "stage");
    await expect(emitPackages({ project, env, stage })).rejects.toMatchObject({
      code: "ERR_AUTHOR_DESTINATION",
      message: expect.stringContaining("mine in it is no package of demo-addon"),
    });
    const again = { project, env, stage, out: "out", saveLoader: true, loader: "lib/addon.cjs" };
    await emitPackages(again);
    const { usesLoader } = await emitPackages(again);
    expect(usesLoader).toBe(false);
    expect(readFileSync(join(root, "lib/addon.cjs"), "utf8")).toContain(platform);
  });
});

async function builtStage(): Promise<string> {
  const root = demoProject();
  await buildDemo(root);
  return root;
}

/** Not in this process's way: the registry answers from it. */
async function run(command: string, args: readonly string[], cwd: string): Promise<{ stdout: string }> {
  const child = spawn(command, args, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let [stdout, all] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    all += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    all += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code, all).toBe(0);
  return { stdout };
}
