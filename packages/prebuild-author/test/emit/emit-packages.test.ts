import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { addonHost, packPrebuild } from "@nodewright/prebuild-fetch";
import { formatTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { emitPackages } from "../../src/emit/emit-packages.js";
import { planMatrix } from "../../src/matrix/plan-matrix.js";
import { readProject } from "../../src/read-project.js";
import { buildDemo, host } from "../support/build-demo.js";
import { demoProject, tempDir } from "../support/demo-project.js";

const { env } = process;
const platform = `demo-addon-${formatTarget(host)}`;

describe("emitPackages", () => {
  it("makes packages that load once they stand beside each other", async () => {
    const root = demoProject();
    await buildDemo(root);
    const { main, platforms, usesLoader } = await emitPackages({ project: await readProject(root), env });
    expect(platforms.map(({ name }) => name)).toEqual([platform]);
    expect(usesLoader).toBe(true);
    expect(existsSync(join(main.folder, "build"))).toBe(false);
    const app = tempDir();
    for (const { name, folder } of [main, ...platforms]) {
      cpSync(folder, join(app, "node_modules", name), { recursive: true });
    }
    const answer = execFileSync(process.execPath, ["-p", 'require("demo-addon").answer'], { cwd: app });
    expect(String(answer).trim()).toBe("42");
  });

  it("puts what was packed with the addon beside it", async () => {
    const root = demoProject();
    await buildDemo(root);
    const project = await readProject(root);
    const [build] = planMatrix({ project, targets: [host], host: addonHost(process), env }).builds;
    if (build === undefined) throw new Error("nothing is planned");
    mkdirSync(join(build.plan.modulePath, "lib"));
    writeFileSync(join(build.plan.modulePath, "lib/libz.so.1"), "zlib");
    symlinkSync("libz.so.1", join(build.plan.modulePath, "lib/libz.so"));
    await packPrebuild(build.plan, { coreVersion: "0.0.0" });
    const { platforms } = await emitPackages({ project, env });
    const folder = join(platforms[0]?.folder ?? "", "napi-v8");
    expect(readdirSync(folder).sort()).toEqual(["demo.node", "lib"]);
    // npm publishes no links.
    expect(lstatSync(join(folder, "lib/libz.so")).isFile()).toBe(true);
    expect(readFileSync(join(folder, "lib/libz.so"), "utf8")).toBe("zlib");
  });

  it("has nothing in the main package that was built in the project", async () => {
    const root = demoProject(undefined, {
      "lib/binding/napi-v8/demo.node": "by node-pre-gyp",
      "build-tmp-napi-v8/Release/demo.node": "by node-pre-gyp",
      "lib/words.json": "{}",
    });
    await buildDemo(root);
    const project = await readProject(root);
    await emitPackages({ project, env });
    const { main } = await emitPackages({ project, env });
    const files = readdirSync(main.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(main.folder, join(entry.parentPath, entry.name)));
    expect(files.sort()).toEqual([
      "index.js",
      join("lib", "words.json"),
      "native.js",
      "package.json",
      join("src", "demo.c"),
    ]);
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
