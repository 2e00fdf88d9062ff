import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hostVersion, scratch } from "./support/mirror.js";
import { serveRegistry, type TestRegistry } from "./support/registry.js";
import { run } from "./support/run.js";

const target = formatTarget(hostTarget()) ?? "";
const number = hostVersion.slice(1);
const npm = "11.0.0";

let tree: Awaited<ReturnType<typeof scratch>>;
let home: Awaited<ReturnType<typeof scratch>>;
let registry: TestRegistry;
let dir: string;

beforeAll(async () => {
  tree = await scratch();
  home = await scratch();
  dir = join(home.path, "nodes");
  const name = formatTarget(hostTarget(), "npmPackage") ?? "";
  const content = ["npm", "npx"].map((one) => ({ name: `bin/${one}-cli.js`, content: "console.log(1)\n" }));
  const { snapshot } = await import("@nodewright/release-index/snapshot");
  const version = snapshot.rows.find((row) => row.version === hostVersion)?.npm ?? npm;
  registry = await serveRegistry(tree.path, [
    { name, version: number, content: inject("hostArchive") },
    { name: "npm", version, content },
  ]);
});

afterAll(async () => {
  await registry[Symbol.asyncDispose]();
  await tree[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

const install = (...args: string[]) =>
  run(["install", hostVersion, "--dir", dir, "--source", "npm", "--json", ...args], {
    home: home.path,
    env: { npm_config_registry: registry.url },
  });

const list = async () => (await run(["ls", "--dir", dir], { home: home.path })).stdout;

describe("nodewright-install --with, one after the other", () => {
  const prefix = () => join(dir, `${hostVersion}-${target}`);

  it("keeps node alone with none, and does not fetch what would not stay", async () => {
    const { stdout } = await install("--with", "none");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "installed", parts: [] });
    expect((await readdir(prefix())).sort()).toEqual([".nodewright.json", "bin"]);
    expect(await readdir(join(prefix(), "bin"))).toEqual(["node"]);
    expect(registry.requests.filter((request) => /\/npm-[\d.]+\.tgz$/.test(request))).toEqual([]);
    expect(await list()).toContain("node alone");
  });

  it("is content with what has more, and makes anew what lacks a part, with both", async () => {
    expect(JSON.parse((await install("--with", "headers")).stdout)).toMatchObject({ outcome: "installed" });
    expect(JSON.parse((await install("--with", "none")).stdout)).toMatchObject({
      outcome: "already-installed",
      parts: ["headers"],
    });
    expect(JSON.parse((await install("--with", "npm")).stdout)).toMatchObject({ parts: ["npm", "headers"] });
    expect((await readdir(join(prefix(), "bin"))).sort()).toEqual(["node", "npm", "npx"]);
    expect(await list()).toContain("with npm, headers");
  });

  it("makes the whole prefix when nothing is said", async () => {
    expect(JSON.parse((await install()).stdout)).toMatchObject({ outcome: "installed", parts: null });
    expect(await readdir(prefix())).toContain("README.md");
    expect(await list()).not.toContain("with");
  });

  it("refuses a part that there is none of", async () => {
    const { code, stderr } = await install("--with", "npm,yarn");
    expect(code).toBe(2);
    expect(stderr).toContain('error: --with "npm,yarn": there is no part "yarn"\nhint: name parts');
  });
});
